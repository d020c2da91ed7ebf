#include "ui/widgets/columnmenus.h"

#include "ui/models/tasktablemodel.h"
#include "ui/widgets/tasktableview.h"

#include <QHeaderView>

namespace headway {

namespace {

QString columnTitle(const TaskTableView &list, int column)
{
    return list.model()->headerData(column, Qt::Horizontal).toString();
}

} // namespace

ColumnMenu::ColumnMenu(TaskTableView &list)
    : QMenu(tr("&Columns"), &list)
    , m_list(list)
{
    connect(this, &QMenu::aboutToShow, this, &ColumnMenu::fill);
}

void ColumnMenu::fill()
{
    clear();
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        QAction *action = addAction(columnTitle(m_list, column));
        action->setCheckable(true);
        action->setChecked(!m_list.isColumnHidden(column));
        action->setEnabled(column != TaskTableModel::NameColumn); // something has to be left
        connect(action, &QAction::toggled, &m_list,
                [this, column](bool isShown) { m_list.setColumnShown(column, isShown); });
    }
    addSeparator();
    addAction(tr("&Usual Columns"), &m_list, &TaskTableView::setDefaultColumns);
}

SortMenu::SortMenu(TaskTableView &list)
    : QMenu(tr("S&ort By"), &list)
    , m_list(list)
{
    connect(this, &QMenu::aboutToShow, this, &SortMenu::fill);
}

void SortMenu::fill()
{
    clear();
    const int now = m_list.horizontalHeader()->sortIndicatorSection();
    const Qt::SortOrder order = m_list.horizontalHeader()->sortIndicatorOrder();
    add(tr("&Newest First"), now < 0, -1, Qt::AscendingOrder);
    addSeparator();
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column)
        add(columnTitle(m_list, column), column == now, column, order);
    addSeparator();
    const bool isDown = order == Qt::DescendingOrder;
    QAction *turn = add(tr("&Descending"), now >= 0 && isDown, now,
                        isDown ? Qt::AscendingOrder : Qt::DescendingOrder);
    turn->setEnabled(now >= 0);
}

QAction *SortMenu::add(const QString &text, bool isChosen, int column, Qt::SortOrder order)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setChecked(isChosen);
    connect(action, &QAction::triggered, &m_list,
            [this, column, order] { m_list.horizontalHeader()->setSortIndicator(column, order); });
    return action;
}

} // namespace headway
