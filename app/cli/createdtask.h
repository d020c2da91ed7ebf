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

    /// What the service of @p request knows of it, as JSON. Once.
    void print(TaskId id, const AccessRequest &request);

Q_SIGNALS:
    /// An error when the service could not be asked; nothing was printed then.
    void finished(const headway::Result<void> &printed);

private:
    void take(const Result<Task> &task);

    std::unique_ptr<RemoteTaskSession> m_session;
};

} // namespace headway
