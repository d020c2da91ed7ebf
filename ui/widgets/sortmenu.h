#pragma once

#include <QMenu>

namespace headway {

class TaskTableView;

/// By which of its columns the list is sorted, and in which order.
class SortMenu : public QMenu
{
    Q_OBJECT

public:
    /// Is @p list's.
    explicit SortMenu(TaskTableView &list);

private:
    void fill();
    QAction *add(const QString &text, bool isChosen, int column, Qt::SortOrder order);

    TaskTableView &m_list;
};

} // namespace headway
