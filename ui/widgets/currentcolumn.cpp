#include "ui/widgets/currentcolumn.h"

#include "ui/widgets/headstyle.h"
#include "ui/widgets/tasktableview.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace headway {

namespace {

constexpr auto keyedChanges = {CurrentColumn::Change::MoveLeft, CurrentColumn::Change::MoveRight,
                               CurrentColumn::Change::Narrow, CurrentColumn::Change::Widen};

/// A menu gives the keys back.
bool leavesForGood(const QEvent &event)
{
    if (event.type() != QEvent::FocusOut)
        return false;
    const Qt::FocusReason reason = static_cast<const QFocusEvent &>(event).reason();
    return reason != Qt::PopupFocusReason && reason != Qt::MenuBarFocusReason;
}

} // namespace

CurrentColumn::CurrentColumn(TaskTableView &list)
    : QObject(&list)
    , m_list(list)
    , m_headStyle(new HeadStyle)
{
    m_headStyle->setParent(list.horizontalHeader());
    list.horizontalHeader()->setStyle(m_headStyle);
    list.installEventFilter(this);
    list.viewport()->installEventFilter(this);
    connect(list.selectionModel(), &QItemSelectionModel::currentColumnChanged, this,
            [this] { setMarked(m_isMarked); });
}

QKeySequence CurrentColumn::keysOf(Change change)
{
    switch (change) {
    case Change::MoveLeft:
        return Qt::ALT | Qt::SHIFT | Qt::Key_Left;
    case Change::MoveRight:
        return Qt::ALT | Qt::SHIFT | Qt::Key_Right;
    case Change::Narrow:
        return Qt::ALT | Qt::Key_Left;
    case Change::Widen:
        return Qt::ALT | Qt::Key_Right;
    case Change::Fit:
        break;
    }
    return {};
}

int CurrentColumn::column() const
{
    const QHeaderView &header = *m_list.horizontalHeader();
    const QModelIndex current = m_list.currentIndex();
    if (current.isValid() && !header.isSectionHidden(current.column()))
        return current.column();
    int place = 0;
    while (header.isSectionHidden(header.logicalIndex(place)))
        ++place;
    return header.logicalIndex(place);
}

void CurrentColumn::setColumn(int column)
{
    if (column < 0)
        return;
    const int row = qMax(0, m_list.currentIndex().row());
    m_list.selectionModel()->setCurrentIndex(m_list.model()->index(row, column),
                                             QItemSelectionModel::NoUpdate);
}

/// Where the next column stands that is shown, among all.
std::optional<int> CurrentColumn::placeBeside(int steps) const
{
    const QHeaderView &header = *m_list.horizontalHeader();
    int place = header.visualIndex(column()) + steps;
    while (place >= 0 && place < header.count()) {
        if (!header.isSectionHidden(header.logicalIndex(place)))
            return place;
        place += steps;
    }
    return std::nullopt;
}

bool CurrentColumn::canApply(Change change) const
{
    if (change == Change::MoveLeft || change == Change::MoveRight)
        return placeBeside(change == Change::MoveLeft ? -1 : 1).has_value();
    return true;
}

void CurrentColumn::apply(Change change)
{
    QHeaderView &header = *m_list.horizontalHeader();
    const int column = this->column();
    const int step = change == Change::MoveLeft || change == Change::Narrow ? -1 : 1;
    if (change == Change::Fit)
        m_list.resizeColumnToContents(column);
    else if (change == Change::Narrow || change == Change::Widen)
        header.resizeSection(column,
                             header.sectionSize(column) + step * m_list.fontMetrics().height());
    else if (const std::optional<int> place = placeBeside(step))
        header.moveSection(header.visualIndex(column), *place);
    if (m_list.currentIndex().isValid())
        m_list.scrollTo(m_list.currentIndex());
}

/// @return whether there is nothing left for the list to do
bool CurrentColumn::takeKey(const QKeyEvent &event)
{
    const QKeySequence pressed(event.keyCombination().toCombined() & ~Qt::KeypadModifier);
    for (const Change change : keyedChanges) {
        if (pressed != keysOf(change))
            continue;
        apply(change);
        setMarked(true);
        return true;
    }
    if (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right)
        setMarked(true);
    return false;
}

void CurrentColumn::setMarked(bool isMarked)
{
    m_isMarked = isMarked;
    m_headStyle->setMarked(isMarked ? column() : -1);
    m_list.horizontalHeader()->viewport()->update();
}

bool CurrentColumn::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::KeyPress)
        return takeKey(*static_cast<QKeyEvent *>(event));
    if (event->type() == QEvent::MouseButtonPress || leavesForGood(*event))
        setMarked(false);
    return false;
}

} // namespace headway
