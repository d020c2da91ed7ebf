#pragma once

#include "core/model/task.h"

#include <QSet>

#include <utility>

namespace headway {

/// Tasks of a list that somebody looks at closer, by Task::row, and whether there is something new
/// of them to tell.
class WatchedTasks
{
public:
    /// @p ends: of these only that they end. @p areHere: all of @p tasks can be looked at now.
    void set(const QSet<quint32> &tasks, const QSet<quint32> &ends, bool areHere)
    {
        m_tasks = tasks;
        m_ends = ends;
        m_areAwaited = !areHere;
    }
    /// @p task has changed; @p isOver: it has ended or is there no more.
    void note(const Task &task, bool isOver)
    {
        m_isNews = m_isNews || m_tasks.contains(task.row) || (isOver && m_ends.contains(task.row));
    }
    /// Whether there were changes since this was asked the last time.
    bool takeNews() { return std::exchange(m_isNews, false); }
    /// Tasks have arrived. @return whether some of these were awaited
    bool takeArrival() { return std::exchange(m_areAwaited, false); }

private:
    QSet<quint32> m_tasks;
    QSet<quint32> m_ends;
    bool m_areAwaited = false;
    bool m_isNews = false;
};

} // namespace headway
