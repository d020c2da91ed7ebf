#include "core/report/taskreporter.h"

#include "core/base/future.h"
#include "core/base/logtext.h"
#include "core/model/limits.h"
#include "core/wire/fingerprint.h"
#include "core/wire/requestjson.h"

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// From then on a report says of itself that it is a late one.
constexpr auto lateAfter = 60s;

/// From one piece of output to the next, so that a command which writes without end leaves most of
/// what its user may ask for to others: 50 a second, of 1 MiB each.
constexpr auto gatheringTime = 20ms;

QString timeText(const QDateTime &instant)
{
    return instant.toUTC().toString(u"yyyy-MM-dd hh:mm:ss"_s);
}

bool tellsUsage(const TaskUpdate &update)
{
    return update.cpuPercent || update.memoryBytes;
}

TaskUpdate withoutUsage(TaskUpdate update)
{
    update.cpuPercent.reset();
    update.memoryBytes.reset();
    return update;
}

/// The same over HTTP and in process: the one may repeat what the other has asked.
RequestKey keyed(const QByteArray &key, const QByteArray &path, const QByteArray &body)
{
    return {key, wire::fingerprintOf("POST", "/api/v1/tasks" + path, {}, body)};
}

} // namespace

TaskReporter::TaskReporter(SpoolEntry &entry, SessionSource source, const Clock &clock,
                           RetryPauses pauses, QObject *parent)
    : QObject(parent)
    , m_entry(entry)
    , m_source(std::move(source))
    , m_clock(clock)
    , m_pauses(pauses)
    , m_pause(pauses.first)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &TaskReporter::advance);
    m_gathering.setSingleShot(true);
    connect(&m_gathering, &QTimer::timeout, this, &TaskReporter::advance);
}

TaskReporter::~TaskReporter() = default;

void TaskReporter::start()
{
    advance();
}

void TaskReporter::update(const TaskUpdate &update)
{
    m_update = m_takesUsage ? update : withoutUsage(update);
    advance();
}

void TaskReporter::retryNow()
{
    m_retry.stop();
    advance();
}

void TaskReporter::advance()
{
    if (m_isBusy || m_isDone || m_retry.isActive())
        return;
    const std::optional<Step> step = nextStep();
    TaskSession *const current = step ? session() : nullptr;
    if (!current)
        return;
    m_isBusy = true;
    m_step = *step;
    carryOut(*step, *current);
}

std::optional<TaskReporter::Step> TaskReporter::nextStep()
{
    if (m_entry.record().id.isNull())
        return Step::Create;
    const bool hasOutput = m_sentOutput < m_entry.outputSize();
    const bool isOutputsTurn = hasOutput && m_step == Step::Update && !m_gathering.isActive();
    if (m_update && !isOutputsTurn)
        return Step::Update;
    if (hasOutput)
        return m_gathering.isActive() ? std::nullopt : std::optional(Step::Output);
    if (!m_entry.record().end)
        return std::nullopt;
    if (m_hasToldLast)
        return Step::End;
    m_hasToldLast = true;
    m_update = lastUpdate();
    if (*m_update != m_told)
        return Step::Update;
    m_update.reset();
    return Step::End;
}

TaskSession *TaskReporter::session()
{
    if (!m_session) {
        Result<TaskSessionPtr> made = m_source();
        if (!made) {
            onError(made.error());
            return nullptr;
        }
        m_session = std::move(*made);
    }
    return m_session.get();
}

void TaskReporter::carryOut(Step step, TaskSession &session)
{
    switch (step) {
    case Step::Create:
        return create(session);
    case Step::Update:
        return sendUpdate(session);
    case Step::Output:
        return sendOutput(session);
    case Step::End:
        return sendEnd(session);
    }
}

void TaskReporter::create(TaskSession &session)
{
    const SpoolRecord &record = m_entry.record();
    const RequestKey key = keyed(record.key + ":create", {}, wire::toJson(record.task));
    whenDone(session.create(record.task, key), this, [this](const Result<Task> &task) {
        if (!task)
            return onError(task.error());
        // A failure to note it costs nothing: the same key brings the same id.
        if (const Result<void> noted = m_entry.rememberId(task->id); !noted)
            qWarning().noquote() << logText(noted.error().detail);
        Q_EMIT created(task->id);
        onSuccess();
    });
}

void TaskReporter::sendUpdate(TaskSession &session)
{
    TaskUpdate update = *std::exchange(m_update, std::nullopt);
    m_told = withoutUsage(update); // which is nothing of the past
    // From the clock, so that whoever reports after us is ahead of us.
    m_sequence = qMax(m_sequence + 1, m_clock.now().toMSecsSinceEpoch());
    update.sequence = m_sequence;
    whenDone(session.update(m_entry.record().id, update), this,
             [this, update](const Result<Task> &task) {
                 if (task)
                     return onSuccess();
                 if (!m_update) // to be told again, unless there is a newer one
                     m_update = update;
                 if (task.error().code == ErrorCode::InvalidArgument && tellsUsage(update))
                     return onUsageRefused();
                 onError(task.error());
             });
}

/// A service of before does not know it.
void TaskReporter::onUsageRefused()
{
    m_takesUsage = false;
    m_update = withoutUsage(*m_update);
    onSuccess();
}

void TaskReporter::sendOutput(TaskSession &session)
{
    const QByteArray piece = m_entry.readOutput(m_sentOutput, limits::outputPostBytes);
    whenDone(session.appendOutput(m_entry.record().id, piece, m_sentOutput), this,
             [this](const Result<qint64> &size) {
                 if (!size)
                     return onError(size.error());
                 m_sentOutput = qMax(m_sentOutput, *size);
                 m_gathering.start(gatheringTime);
                 onSuccess();
             });
}

void TaskReporter::sendEnd(TaskSession &session)
{
    const SpoolRecord &record = m_entry.record();
    const auto taken = [this](const Result<Task> &task) {
        if (!task)
            return onError(task.error());
        finish();
    };
    const QByteArray path = '/' + record.id.toString().toLatin1();
    const QByteArray key = record.key + ":end";
    if (const auto *failure = std::get_if<Failure>(&record.end->outcome)) {
        const RequestKey once = keyed(key, path + "/fail", wire::toJson(*failure));
        return whenDone(session.fail(record.id, *failure, once), this, taken);
    }
    const Completion &completion = std::get<Completion>(record.end->outcome);
    const RequestKey once = keyed(key, path + "/complete", wire::toJson(completion));
    whenDone(session.complete(record.id, completion, once), this, taken);
}

/// The service stamps what it gets with the time at which it gets it.
TaskUpdate TaskReporter::lastUpdate() const
{
    const SpoolRecord &record = m_entry.record();
    TaskUpdate update = record.end->last;
    if (record.end->at.addDuration(lateAfter) < m_clock.now())
        update.progress = u"Ran from %1 to %2 UTC, reported later"_s.arg(timeText(record.startedAt),
                                                                         timeText(record.end->at));
    return update;
}

void TaskReporter::onSuccess()
{
    m_isBusy = false;
    m_hasAnswered = true;
    m_pause = m_pauses.first;
    Q_EMIT wentOn();
    advance();
}

void TaskReporter::onError(const Error &error)
{
    m_isBusy = false;
    switch (error.code) {
    case ErrorCode::StateForbids:
        return findOutWhy();
    case ErrorCode::StaleSequence: // somebody knows better
        m_update.reset();
        return onSuccess();
    case ErrorCode::NotFound: // the user deleted it
        return m_entry.record().id.isNull() ? refuse(error) : finish();
    case ErrorCode::InvalidArgument:
        return onWrongOffset(error);
    case ErrorCode::Unreachable:
    case ErrorCode::NotSignedIn:
        return retry(error);
    case ErrorCode::StorageFailed:
    case ErrorCode::StorageFull:
    case ErrorCode::Internal:
        return retryLater(error);
    case ErrorCode::TooMany:
        return onTooMany(error);
    default:
        return refuse(error);
    }
}

/// A service that knows the task is there and takes the rest a little later.
void TaskReporter::onTooMany(const Error &error)
{
    if (m_entry.record().id.isNull())
        return retryLater(error);
    m_retry.start(error.retryAfter.value_or(1s));
}

/// A service whose data is an older copy has less than it said: it gets all of it again.
void TaskReporter::onWrongOffset(const Error &error)
{
    if (m_step != Step::Output || m_sentOutput == 0)
        return refuse(error);
    m_sentOutput = 0;
    onSuccess();
}

/// A service that has answered may have been restarted since, elsewhere: it is not away before it
/// has been looked for there.
void TaskReporter::retry(const Error &error)
{
    if (!m_hasAnswered)
        return retryLater(error);
    dropSession();
    m_retry.start(0ms);
}

void TaskReporter::retryLater(const Error &error)
{
    dropSession();
    m_retry.start(m_pause);
    m_pause = qMin(m_pauses.longest, m_pause * 2);
    Q_EMIT unreachable(error);
}

void TaskReporter::dropSession()
{
    // We may be inside one of its own calls.
    QTimer::singleShot(0, this, [old = std::move(m_session)] {});
    m_session.reset();
    m_hasAnswered = false;
}

/// It has ended without us; but one that was thought lost goes on.
void TaskReporter::findOutWhy()
{
    m_isBusy = true;
    whenDone(m_session->task(m_entry.record().id), this, [this](const Result<Task> &task) {
        if (!task)
            return onError(task.error());
        if (task->status != TaskStatus::Lost)
            return finish();
        m_update = m_update.value_or(TaskUpdate());
        m_update->startProcessing = true;
        m_step = Step::Create; // no output before it
        onSuccess();
    });
}

void TaskReporter::refuse(const Error &error)
{
    m_isDone = true;
    Q_EMIT refused(error);
}

void TaskReporter::finish()
{
    m_isDone = true;
    Q_EMIT delivered();
}

} // namespace headway
