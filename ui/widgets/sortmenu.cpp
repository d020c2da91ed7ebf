#include "ui/widgets/sortmenu.h"

#include "ui/models/tasktablemodel.h"
#include "ui/widgets/tasktableview.h"

#include <QHeaderView>

namespace headway {

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
        add(m_list.columnTitle(column), column == now, column, order);
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
