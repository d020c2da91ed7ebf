#include "ui/widgets/columnwidths.h"

#include "ui/delegates/celldelegate.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/tasktableview.h"

#include <QHeaderView>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int smallestName = 140;
constexpr int smallestMessage = 120;
constexpr int squeezedMessage = 60;

/// The widest text that a column is made for.
QString sampleOf(int column)
{
    switch (column) {
    case TaskTableModel::StatusColumn:
        return u"Cancellingi"_s;
    case TaskTableModel::ProgressColumn:
        return u"MMMMM 100 %"_s;
    case TaskTableModel::ElapsedColumn:
    case TaskTableModel::QuietColumn:
        return u"0:00:00"_s;
    case TaskTableModel::AttemptsColumn:
        return u"100"_s;
    case TaskTableModel::RemainingColumn:
        return u"Remaining"_s;
    default:
        return u"28 Sep 20:00"_s;
    }
}

} // namespace

ColumnWidths::ColumnWidths(TaskTableView &list)
    : m_list(list)
{
}

void ColumnWidths::setDefaults()
{
    constexpr int sideMargins = 2 * CellDelegate::sideMargin + 2;
    const QFontMetrics metrics = m_list.fontMetrics();
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        const int extra = column == TaskTableModel::StatusColumn ? metrics.height() + 6 : 0;
        const int text = metrics.horizontalAdvance(sampleOf(column)) + sideMargins + extra;
        m_list.setColumnWidth(column,
                              qMax(text, m_list.horizontalHeader()->sectionSizeHint(column)));
    }
    m_list.setColumnWidth(TaskTableModel::NameColumn, smallestName);
    m_list.setColumnWidth(TaskTableModel::MessageColumn, smallestMessage);
    fill(m_list.horizontalHeader()->length());
}

void ColumnWidths::fill(int before)
{
    release();
    share(before);
    squeeze();
}

void ColumnWidths::share(int before)
{
    QHeaderView *header = m_list.horizontalHeader();
    const int spare = m_list.viewport()->width() - header->length();
    if (spare == 0 || (spare < 0 && header->length() != before))
        return;
    const bool shares = !m_list.isColumnHidden(TaskTableModel::MessageColumn);
    const int name =
        qMax(smallestName,
             header->sectionSize(TaskTableModel::NameColumn) + (shares ? spare / 3 : spare));
    header->resizeSection(TaskTableModel::NameColumn, name);
    if (!shares)
        return;
    const int left = m_list.viewport()->width() - header->length();
    const int message = header->sectionSize(TaskTableModel::MessageColumn) + left;
    header->resizeSection(TaskTableModel::MessageColumn, qMax(smallestMessage, message));
}

/// Where the list is so narrow that its edge would cut the message, this ends at the edge, with
/// dots; what is behind it is scrolled to.
void ColumnWidths::squeeze()
{
    QHeaderView *header = m_list.horizontalHeader();
    const int inSight =
        m_list.viewport()->width() - header->sectionPosition(TaskTableModel::MessageColumn);
    if (header->sectionSize(TaskTableModel::MessageColumn) != smallestMessage
        || inSight < squeezedMessage || inSight >= smallestMessage)
        return;
    header->resizeSection(TaskTableModel::MessageColumn, inSight);
    m_squeezed = inSight;
}

void ColumnWidths::release()
{
    QHeaderView *header = m_list.horizontalHeader();
    if (m_squeezed > 0 && header->sectionSize(TaskTableModel::MessageColumn) == m_squeezed)
        header->resizeSection(TaskTableModel::MessageColumn, smallestMessage);
    m_squeezed = 0;
}

} // namespace headway
