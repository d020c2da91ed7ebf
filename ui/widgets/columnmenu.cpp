#include "ui/widgets/columnmenu.h"

#include "ui/models/tasktablemodel.h"
#include "ui/widgets/tasktableview.h"

namespace headway {

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
        QAction *action = addAction(m_list.columnTitle(column));
        action->setCheckable(true);
        action->setChecked(!m_list.isColumnHidden(column));
        action->setEnabled(column != TaskTableModel::NameColumn); // something has to be left
        connect(action, &QAction::toggled, &m_list,
                [this, column](bool isShown) { m_list.setColumnShown(column, isShown); });
    }
    addSeparator();
    addAction(tr("&Usual Columns"), &m_list, &TaskTableView::setDefaultColumns);
}

} // namespace headway
