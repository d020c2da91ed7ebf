#pragma once

#include "core/client/remotetasksession.h"

#include <QObject>

#include <memory>

namespace headway {

struct AccessRequest;

/// Prints a task that has just been made, for a verb that does more than to make it.
class CreatedTask : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What the service of @p request knows of it, as JSON; its id alone, and why, when that cannot
    /// be asked. Once.
    void print(TaskId id, const AccessRequest &request);
    /// Whether it is still being asked.
    bool isPending() const { return m_isPending; }

Q_SIGNALS:
    void finished();

private:
    void take(TaskId id, const Result<Task> &task);

    bool m_isPending = false;
    std::unique_ptr<RemoteTaskSession> m_session;
};

} // namespace headway
