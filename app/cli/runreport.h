#pragma once

#include "core/base/clock.h"
#include "core/client/access.h"
#include "core/report/spooldelivery.h"
#include "core/report/taskreporter.h"
#include "core/report/taskwatch.h"

#include <QTimer>

#include <chrono>

namespace headway {

/// Tells the service of one run, and what runs before it could not tell. The run itself never waits
/// for it.
class RunReport : public QObject
{
    Q_OBJECT

public:
    explicit RunReport(AccessRequest request);
    ~RunReport() override;

    /// Nobody waits for the run to end: a service that is there, but cannot take the rest at once,
    /// is given ten minutes.
    void takeTime() { m_hasTime = true; }
    /// Errors: Insecure, StorageFailed, StorageFull: nothing is reported then.
    Result<void> begin(const NewTask &task);
    void appendOutput(const QByteArray &bytes);
    void update(const TaskUpdate &update);
    /// Goes with the next update.
    void noteUsage(const ResourceUsage &usage) { m_usage = usage; }
    /// The newest update again, with what is used now.
    void send();
    /// The run has ended. finished() comes when the service knows it, or when it would take too
    /// long; then it is told later.
    void end(const std::variant<Completion, Failure> &outcome);
    /// Nothing is left to be told: the service has it all, or will never take it.
    bool isSettled() const { return !m_reporter || m_reporter->isDone(); }

Q_SIGNALS:
    void created(headway::TaskId id);
    void cancelRequested();
    void pauseRequested();
    void resumeRequested();
    /// The first time that the service cannot be told, with the reason; and when it is told as
    /// somebody whom the user may not expect.
    void isDelayed(const QString &reason);
    void finished();

private:
    Result<TaskSessionPtr> openSession();
    void onCreated(TaskId id);
    void onUnreachable(const Error &error);
    void tellDelay(const QString &reason);
    void giveUp();
    void onRefused(const Error &error);
    std::chrono::seconds patienceAtEnd() const;
    void forget();
    void finishIfDone();

    const AccessRequest m_request;
    const SystemClock m_clock;
    const SessionSource m_source;
    const QString m_target;
    TaskUpdate m_last;
    ResourceUsage m_usage;
    std::unique_ptr<SpoolEntry> m_entry;
    std::unique_ptr<TaskReporter> m_reporter;
    std::unique_ptr<TaskWatch> m_watch;
    std::unique_ptr<SpoolDelivery> m_delivery;
    QTimer m_patience; ///< after the end: for the service to take something
    bool m_hasTime = false;
    bool m_hasToldDelay = false;
    bool m_hasToldNote = false;
    bool m_isUnreachable = false;
    bool m_isDelivering = false; ///< runs before this one
    bool m_hasEnded = false;
};

} // namespace headway
