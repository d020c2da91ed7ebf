#pragma once

#include "core/model/taskquery.h"

namespace headway {

/// Which of an account's tasks, and how many of them. Newest first.
struct TaskFilter
{
    QList<TaskStatus> statuses; ///< any of these; empty: all
    QString kind; ///< empty: all
    QString labelKey; ///< empty: all
    QString labelValue; ///< with labelKey
    QString search; ///< part of name, message or error, any case; empty: all
    TaskQuery query; ///< of a search; besides the others
    std::optional<quint64> sinceRevision; ///< only what changed after it, and what was deleted
    std::optional<qint64> before; ///< the cursor of the page before
    int limit = 200; ///< [1, 1000]

    friend bool operator==(const TaskFilter &, const TaskFilter &) = default;
};

/// Whether @p task is one that @p filter asks for, whatever page it is on.
bool matches(const TaskFilter &filter, const Task &task);

/// A page of a list.
struct TaskPage
{
    QList<Task> tasks;
    std::optional<qint64> nextCursor; ///< nullopt: this was the last page
    QList<TaskId> deleted; ///< with sinceRevision only
    quint64 revision = 0; ///< of the newest change that the page can know of

    friend bool operator==(const TaskPage &, const TaskPage &) = default;
};

} // namespace headway
