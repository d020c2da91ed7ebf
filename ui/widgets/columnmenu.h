#pragma once

#include <QMenu>

namespace headway {

class TaskTableView;

/// Which columns the list has.
class ColumnMenu : public QMenu
{
    Q_OBJECT

public:
    /// Is @p list's.
    explicit ColumnMenu(TaskTableView &list);

private:
    void fill();

    TaskTableView &m_list;
};

} // namespace headway
