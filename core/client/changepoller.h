#pragma once

#include "core/model/taskchanges.h"
#include "core/model/taskfilter.h"
#include "core/session/tasksession.h"

#include <QObject>
#include <QTimer>

namespace headway {

/// Asks a session once a second what has changed since it asked last.
class ChangePoller : public QObject
{
    Q_OBJECT

public:
    /// @p session is the parent.
    explicit ChangePoller(TaskSession &session);

Q_SIGNALS:
    /// Not empty; a change that happened before the first answer came is none.
    void found(const headway::TaskChanges &changes);

private:
    void ask();
    void take(const TaskPage &page);

    TaskSession &m_session;
    QTimer m_timer;
    std::optional<quint64> m_known; ///< revision up to which everything has been told
    TaskFilter m_next; ///< what is asked next
    quint64 m_newest = 0; ///< revision that is known when all pages have been read
    TaskChanges m_changes; ///< of the pages so far
};

} // namespace headway
