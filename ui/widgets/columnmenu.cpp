#include "ui/widgets/columnmenu.h"

#include "ui/models/tasktablemodel.h"
#include "ui/widgets/tasktableview.h"

namespace headway {

ColumnMenu::ColumnMenu(TaskTableView &list, CurrentColumn &current)
    : QMenu(tr("&Columns"), &list)
    , m_list(list)
    , m_current(current)
{
    connect(this, &QMenu::aboutToShow, this, &ColumnMenu::fill);
}

void ColumnMenu::fill()
{
    clear();
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column)
        addChoice(column);
    addSeparator();
    addChanges();
    addSeparator();
    addAction(tr("&Usual Columns"), &m_list, &TaskTableView::setDefaultColumns);
}

void ColumnMenu::addChoice(int column)
{
    QAction *action = addAction(m_list.columnTitle(column));
    action->setCheckable(true);
    action->setChecked(!m_list.isColumnHidden(column));
    action->setEnabled(column != TaskTableModel::NameColumn); // something has to be left
    connect(action, &QAction::toggled, &m_list,
            [this, column](bool isShown) { m_list.setColumnShown(column, isShown); });
}

/// What is done by the keys in the list as well.
void ColumnMenu::addChanges()
{
    using enum CurrentColumn::Change;
    addChange(MoveLeft, tr("Move %1 &Left"));
    addChange(MoveRight, tr("Move %1 &Right"));
    addChange(Narrow, tr("Make %1 &Narrower"));
    addChange(Widen, tr("Make %1 &Wider"));
    addChange(Fit, tr("&Fit %1 to Its Contents"));
}

void ColumnMenu::addChange(CurrentColumn::Change change, const QString &text)
{
    const QString title = u'“' + m_list.columnTitle(m_current.column()) + u'”';
    const QString keys = CurrentColumn::keysOf(change).toString(QKeySequence::NativeText);
    QAction *action = addAction(text.arg(title) + (keys.isEmpty() ? keys : u'\t' + keys),
                                [this, change] { m_current.apply(change); });
    action->setEnabled(m_current.canApply(change));
}

} // namespace headway
