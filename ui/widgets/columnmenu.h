#pragma once

#include "ui/widgets/currentcolumn.h"

#include <QMenu>

namespace headway {

class TaskTableView;

/// Which columns the list has, where they stand and how wide they are.
class ColumnMenu : public QMenu
{
    Q_OBJECT

public:
    /// Is @p list's. @p current is borrowed and outlives this.
    ColumnMenu(TaskTableView &list, CurrentColumn &current);

private:
    void fill();
    void addChoice(int column);
    void addChanges();
    void addChange(CurrentColumn::Change change, const QString &text);

    TaskTableView &m_list;
    CurrentColumn &m_current;
};

} // namespace headway
