#pragma once

#include "core/base/clock.h"
#include "core/report/sessionsource.h"
#include "core/report/spoolentry.h"

#include <QObject>
#include <QTimer>

namespace headway {

/// Between tries, while the service is away: each pause is twice the one before it.
struct RetryPauses
{
    std::chrono::milliseconds first{500};
    std::chrono::milliseconds longest{10'000};
};

/// Tells the service what stands in a spool entry: the task, its output, its progress and its end,
/// each once, however often the service goes away meanwhile. Whoever runs the command feeds the
/// entry and this in turn; nothing here waits.
class TaskReporter : public QObject
{
    Q_OBJECT

public:
    /// @p entry and @p clock are borrowed and outlive this.
    TaskReporter(SpoolEntry &entry, SessionSource source, const Clock &clock,
                 RetryPauses pauses = {}, QObject *parent = nullptr);
    ~TaskReporter() override;

    /// Tells what the entry holds, and tries again while the service is away.
    void start();
    /// The newest progress; one that was not told yet is passed over.
    void update(const TaskUpdate &update);
    /// The entry has more output, or its end.
    void resume() { advance(); }
    /// The same, without waiting for a pause to pass.
    void retryNow();

    bool isDone() const { return m_isDone; }

Q_SIGNALS:
    /// The service knows the task. Once.
    void created(headway::TaskId id);
    /// The service has taken something.
    void wentOn();
    /// The service cannot be reached, cannot store, or does not take the task: it is tried again,
    /// with growing pauses.
    void unreachable(const headway::Error &error);
    /// All that the entry held when it ended has been told, or the task has ended or is gone
    /// without us. Once; nothing is told any more.
    void delivered();
    /// The service will never take it. Once; nothing is told any more.
    void refused(const headway::Error &error);

private:
    enum class Step { Create, Update, Output, End };

    void advance();
    std::optional<Step> nextStep();
    TaskSession *session();
    void carryOut(Step step, TaskSession &session);
    void create(TaskSession &session);
    void sendUpdate(TaskSession &session);
    void sendOutput(TaskSession &session);
    void sendEnd(TaskSession &session);
    TaskUpdate lastUpdate() const;
    void onUsageRefused();
    void onSuccess();
    void onError(const Error &error);
    void onTooMany(const Error &error);
    void onWrongOffset(const Error &error);
    void retry(const Error &error);
    void retryLater(const Error &error);
    void dropSession();
    void findOutWhy();
    void refuse(const Error &error);
    void finish();

    SpoolEntry &m_entry;
    const SessionSource m_source;
    const Clock &m_clock;
    const RetryPauses m_pauses;
    TaskSessionPtr m_session;
    QTimer m_retry;
    QTimer m_gathering; ///< of output, for the next piece
    std::chrono::milliseconds m_pause; ///< before the next try
    std::optional<TaskUpdate> m_update; ///< not told yet
    TaskUpdate m_told; ///< the newest that was sent
    Step m_step = Step::Create; ///< under way, or the last that was
    qint64 m_sequence = 0;
    qint64 m_sentOutput = 0; ///< bytes that the service has
    bool m_hasToldLast = false; ///< the last progress, which comes before the end
    bool m_hasAnswered = false; ///< whoever is behind m_session
    bool m_takesUsage = true; ///< the service knows what that is
    bool m_isBusy = false;
    bool m_isDone = false;
};

} // namespace headway
