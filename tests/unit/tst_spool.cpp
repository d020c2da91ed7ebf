#include "core/base/future.h"
#include "core/report/spooldelivery.h"
#include "core/report/taskwatch.h"
#include "core/service/authservice.h"
#include "core/service/service.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Fault {
    None,
    LoseRequest, ///< the service never hears of it
    LoseAnswer, ///< the service does it, and we never hear of that
    Refuse, ///< the service has had too many requests
};

/// A way to the service on which things get lost.
class LossySession final : public TaskSession
{
public:
    LossySession(TaskSessionPtr inner, QList<Fault> &faults, bool knowsUsage)
        : m_inner(std::move(inner))
        , m_faults(faults)
        , m_knowsUsage(knowsUsage)
    {
    }

    QString email() const override { return m_inner->email(); }
    QFuture<Result<Task>> create(const NewTask &task, const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->create(task, key); });
    }
    QFuture<Result<Task>> update(TaskId id, const TaskUpdate &update,
                                 const RequestKey &key) override
    {
        if (!m_knowsUsage && (update.cpuPercent || update.memoryBytes))
            return readyFuture(Result<Task>(Error{ErrorCode::InvalidArgument, u"unknown"_s}));
        return sent<Task>([&] { return m_inner->update(id, update, key); });
    }
    QFuture<Result<Task>> complete(TaskId id, const Completion &completion,
                                   const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->complete(id, completion, key); });
    }
    QFuture<Result<Task>> fail(TaskId id, const Failure &failure, const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->fail(id, failure, key); });
    }
    QFuture<Result<Task>> cancel(TaskId id, CancelScope scope, const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->cancel(id, scope, key); });
    }
    QFuture<Result<Task>> pause(TaskId id, const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->pause(id, key); });
    }
    QFuture<Result<Task>> pin(TaskId id, Pin pin, const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->pin(id, pin, key); });
    }
    QFuture<Result<Task>> resume(TaskId id, const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->resume(id, key); });
    }
    QFuture<Result<Task>> retry(TaskId id, const RequestKey &key) override
    {
        return sent<Task>([&] { return m_inner->retry(id, key); });
    }
    QFuture<Result<Task>> heartbeat(TaskId id) override { return m_inner->heartbeat(id); }
    QFuture<Result<void>> remove(TaskId id) override { return m_inner->remove(id); }
    QFuture<Result<Task>> task(TaskId id) override { return m_inner->task(id); }
    QFuture<Result<Task>> waitForChange(TaskId id, quint64 known,
                                        std::chrono::milliseconds atMost) override
    {
        return m_inner->waitForChange(id, known, atMost);
    }
    QFuture<Result<TaskGroups>> groups(const QDateTime &since) override
    {
        return m_inner->groups(since);
    }
    QFuture<Result<TaskSpans>> spans(const Period &period) override
    {
        return m_inner->spans(period);
    }
    QFuture<Result<TaskStatistics>> statistics(const Period &period) override
    {
        return m_inner->statistics(period);
    }
    QFuture<Result<QList<TaskRun>>> runs(const QString &name, const Period &period) override
    {
        return m_inner->runs(name, period);
    }
    QFuture<Result<TaskPage>> list(const TaskFilter &filter) override
    {
        return m_inner->list(filter);
    }
    QFuture<Result<TaskIndex>> index(const TaskFilter &filter, const TaskSort &sort,
                                     const std::stop_token &stop) override
    {
        return m_inner->index(filter, sort, stop);
    }
    QFuture<Result<QList<Task>>> first(const TaskFilter &filter, const TaskSort &sort, int count,
                                       const std::stop_token &stop) override
    {
        return m_inner->first(filter, sort, count, stop);
    }
    QFuture<Result<QList<Task>>> tasksAt(const QList<quint32> &rows) override
    {
        return m_inner->tasksAt(rows);
    }
    QFuture<Result<qint64>> appendOutput(TaskId id, const QByteArray &bytes,
                                         std::optional<qint64> offset,
                                         const RequestKey &key) override
    {
        return sent<qint64>([&] { return m_inner->appendOutput(id, bytes, offset, key); });
    }
    QFuture<Result<TaskOutput>> output(TaskId id, qint64 offset, qint64 limit) override
    {
        return m_inner->output(id, offset, limit);
    }
    QFuture<Result<TaskCourse>> course(TaskId id) override { return m_inner->course(id); }
    QFuture<Result<QList<Task>>> earlierRuns(TaskId id, int atMost) override
    {
        return m_inner->earlierRuns(id, atMost);
    }

private:
    template <typename T>
    QFuture<Result<T>> sent(const std::function<QFuture<Result<T>>()> &send)
    {
        const Fault fault = m_faults.isEmpty() ? Fault::None : m_faults.takeFirst();
        const Result<T> lost = Error{ErrorCode::Unreachable, u"lost"_s};
        if (fault == Fault::LoseRequest)
            return readyFuture(lost);
        if (fault == Fault::None)
            return send();
        if (fault == Fault::Refuse)
            return readyFuture(Result<T>(Error{ErrorCode::TooMany, u"too many"_s, 0s}));
        send().waitForFinished();
        return readyFuture(lost);
    }

    TaskSessionPtr m_inner;
    QList<Fault> &m_faults;
    const bool m_knowsUsage;
};

template <typename T>
T waitFor(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

NewTask newTask()
{
    NewTask task;
    task.name = u"make all"_s;
    task.kind = u"command"_s;
    task.status = TaskStatus::Processing;
    task.hasRunner = true;
    task.labels.insert(u"project"_s, u"kettle"_s);
    return task;
}

TaskUpdate lastUpdate()
{
    TaskUpdate update;
    update.progress = u"[9/9] Linking"_s;
    update.fraction = 1.0;
    return update;
}

} // namespace

class SpoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void recordIsReadBack();
    void tokenTargetIsReadBack_data();
    void tokenTargetIsReadBack();
    void tornLineIsPassedOver_data();
    void tornLineIsPassedOver();
    void recordThatTellsNothingIsRefused();
    void filesArePrivate();
    void liveEntryIsLeftAlone();
    void writingGoesOnBehindATornLine();

    void everythingIsToldOnce_data();
    void everythingIsToldOnce();
    void outputGoesInPieces();
    void outputIsGathered();
    void busyServiceIsNotTakenForAway();
    void serviceThatIsAwayIsTriedAgain();
    void restartedServiceIsNotTakenForAway();
    void newestProgressIsTold();
    void serviceThatKnowsNoUsageIsToldTheRest();
    void deletedTaskIsLetGo();
    void refusalIsToldAndFinal();
    void lateReportSaysSo();

    void spoolIsDelivered();
    void onlyOwnTargetIsDelivered();
    void killedRunIsReportedAsFailed();
    void cancelIsHeardOf();
    void pauseAndResumeAreHeardOf();
    void watchOfAnEndedTaskIsOver_data();
    void watchOfAnEndedTaskIsOver();

    void entryBeingRemovedIsGone_data();
    void entryBeingRemovedIsGone();
    void halfMadeEntriesGoWithTime();

private:
    QString spool() const { return m_directory.filePath(u"data/spool"_s); }
    std::unique_ptr<SpoolEntry> newEntry(const QString &target = ownerTarget) const;
    SessionSource source();
    TaskSessionPtr session() { return m_service->sessionFor(m_service->auth().owner()); }
    QList<Task> tasks() { return waitFor(session()->list({}))->tasks; }
    QByteArray outputOf(TaskId id) { return waitFor(session()->output(id, 0, 1 << 20))->bytes; }
    bool deliver();

    QTemporaryDir m_directory;
    SystemClock m_systemClock;
    std::unique_ptr<Service> m_service;
    QList<Fault> m_faults;
    bool m_knowsUsage = true; ///< the service, in updates
};

void SpoolTest::init()
{
    m_service.reset();
    m_directory = QTemporaryDir();
    m_faults.clear();
    m_knowsUsage = true;
    Result<std::unique_ptr<Service>> opened =
        Service::open(DataDirectory::resolve(m_directory.filePath(u"data"_s)),
                      u"owner@example.org"_s, m_systemClock);
    QVERIFY(opened);
    m_service = std::move(*opened);
}

std::unique_ptr<SpoolEntry> SpoolTest::newEntry(const QString &target) const
{
    Result<std::unique_ptr<SpoolEntry>> entry =
        SpoolEntry::create(spool(), target, newTask(), m_systemClock.now());
    if (!entry)
        qFatal("%s", qPrintable(entry.error().detail));
    return std::move(*entry);
}

SessionSource SpoolTest::source()
{
    return [this]() -> Result<TaskSessionPtr> {
        return TaskSessionPtr(std::make_shared<LossySession>(session(), m_faults, m_knowsUsage));
    };
}

bool SpoolTest::deliver()
{
    const auto route = [this](const QString &target) {
        return target == ownerTarget ? std::optional(source()) : std::nullopt;
    };
    SpoolDelivery delivery(spool(), route, m_systemClock);
    QSignalSpy finished(&delivery, &SpoolDelivery::finished);
    delivery.start();
    return QTest::qWaitFor([&] { return !finished.isEmpty(); });
}

void SpoolTest::recordIsReadBack()
{
    SpoolRecord record;
    record.key = "key";
    record.target = ownerTarget;
    record.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'000'000'125, Qt::UTC);
    record.task = newTask();
    QByteArray lines = startLine(record);
    QCOMPARE(readSpoolRecord(lines), Result<SpoolRecord>(record));
    record.id = TaskId::make();
    lines += idLine(record.id);
    QCOMPARE(readSpoolRecord(lines), Result<SpoolRecord>(record));
    record.end = TaskEnd{record.startedAt.addSecs(9), lastUpdate(),
                         Failure{u"line one\nline \"two\""_s, 2, {}}};
    QCOMPARE(readSpoolRecord(lines + endLine(*record.end)), Result<SpoolRecord>(record));
    record.end->outcome = Completion{{}, 0};
    QCOMPARE(readSpoolRecord(lines + endLine(*record.end)), Result<SpoolRecord>(record));
}

void SpoolTest::tokenTargetIsReadBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<TokenTarget>>("target");
    const std::optional<TokenTarget> none;
    const QString url = u"http://127.0.0.1:7717"_s;
    QTest::newRow("stays") << u"token 61 "_s << std::optional(TokenTarget{"a", {}, false});
    QTest::newRow("ends") << u"run 61 "_s << std::optional(TokenTarget{"a", {}, true});
    QTest::newRow("elsewhere") << u"token 61 "_s + url
                               << std::optional(TokenTarget{"a", url, false});
    QTest::newRow("the owner's") << QString(ownerTarget) << none;
    QTest::newRow("a login's") << u"login other@example.org /d"_s << none;
    QTest::newRow("a place") << u"url "_s + url << none;
    QTest::newRow("nothing") << QString() << none;
}

void SpoolTest::tokenTargetIsReadBack()
{
    QFETCH(const QString, text);
    QFETCH(const std::optional<TokenTarget>, target);
    QCOMPARE(readTokenTarget(text), target);
    if (target)
        QCOMPARE(toText(*target), text);
}

void SpoolTest::tornLineIsPassedOver_data()
{
    QTest::addColumn<int>("missing"); // bytes of the last line
    for (const int missing : {1, 2, 20, 60})
        QTest::addRow("%d bytes", missing) << missing;
}

void SpoolTest::tornLineIsPassedOver()
{
    QFETCH(int, missing);
    SpoolRecord record;
    record.key = "key";
    record.startedAt = m_systemClock.now();
    record.task = newTask();
    const TaskEnd end{m_systemClock.now(), {}, Completion{{}, 0}};
    const QByteArray whole = startLine(record) + idLine(TaskId::make());
    const Result<SpoolRecord> torn = readSpoolRecord(whole + endLine(end).chopped(missing));
    QVERIFY(torn);
    QCOMPARE(torn->end.has_value(), missing == 1); // without its line feed a line is still whole
    QVERIFY(!torn->id.isNull());
}

void SpoolTest::recordThatTellsNothingIsRefused()
{
    for (const QByteArray &lines :
         {QByteArray(), QByteArray("\n"), QByteArray("0123456789abcdef {}\n"),
          idLine(TaskId::make()), QByteArray(100'000, '\0')}) {
        const Result<SpoolRecord> record = readSpoolRecord(lines);
        QVERIFY(!record);
        QCOMPARE(record.error().code, ErrorCode::InvalidArgument);
    }
}

void SpoolTest::filesArePrivate()
{
    const auto entry = newEntry();
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const QString directory = SpoolEntry::listIn(spool()).value(0);
    for (const QString &path :
         {spool(), directory, directory + u"/record"_s, directory + u"/output"_s}) {
        QVERIFY2(QFileInfo::exists(path), qPrintable(path));
        QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
    }
}

void SpoolTest::liveEntryIsLeftAlone()
{
    auto entry = newEntry();
    const QString directory = SpoolEntry::listIn(spool()).value(0);
    const auto second = SpoolEntry::open(directory);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::InUse);
    QVERIFY(deliver());
    QVERIFY(tasks().isEmpty());
    entry.reset();
    QVERIFY(SpoolEntry::open(directory));
}

void SpoolTest::writingGoesOnBehindATornLine()
{
    newEntry();
    const QString directory = SpoolEntry::listIn(spool()).value(0);
    QFile file(directory + u"/record"_s);
    QVERIFY(file.open(QIODevice::Append));
    file.write("0123456789abcdef {\"kind\":\"en");
    file.close();
    const TaskId id = TaskId::make();
    QVERIFY((*SpoolEntry::open(directory))->rememberId(id));
    QCOMPARE((*SpoolEntry::open(directory))->record().id, id);
}

void SpoolTest::everythingIsToldOnce_data()
{
    QTest::addColumn<QList<Fault>>("faults");
    QTest::addColumn<bool>("isFailure");
    const QList<Fault> steps{Fault::None, Fault::None, Fault::None, Fault::None};
    const char *const names[] = {"create", "output", "update", "end"};
    for (const bool isFailure : {false, true}) {
        QTest::addRow("nothing is lost, %d", isFailure) << QList<Fault>() << isFailure;
        for (int step = 0; step < 4; ++step) {
            for (const Fault fault : {Fault::LoseRequest, Fault::LoseAnswer}) {
                QList<Fault> faults = steps;
                faults[step] = fault;
                QTest::addRow("%s of %s, %d", fault == Fault::LoseAnswer ? "answer" : "request",
                              names[step], isFailure)
                    << faults << isFailure;
            }
        }
        QTest::addRow("all answers, %d", isFailure)
            << QList<Fault>{Fault::LoseAnswer, Fault::LoseAnswer, Fault::None,
                            Fault::LoseAnswer, Fault::LoseAnswer, Fault::LoseAnswer}
            << isFailure;
    }
}

void SpoolTest::everythingIsToldOnce()
{
    QFETCH(QList<Fault>, faults);
    QFETCH(bool, isFailure);
    m_faults = faults;
    const auto entry = newEntry();
    entry->appendOutput("one\ntwo\n");
    TaskEnd end{m_systemClock.now(), lastUpdate(), Completion{{}, 0}};
    if (isFailure)
        end.outcome = Failure{u"it broke"_s, 2, {}};
    QVERIFY(entry->recordEnd(end));
    TaskReporter reporter(*entry, source(), m_systemClock, {1ms, 2ms});
    QSignalSpy delivered(&reporter, &TaskReporter::delivered);
    QSignalSpy created(&reporter, &TaskReporter::created);
    reporter.start();
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(created.size(), 1);
    QVERIFY(m_faults.isEmpty());

    QCOMPARE(tasks().size(), 1);
    const Task task = tasks().first();
    QCOMPARE(task.id, created.first().first().value<TaskId>());
    QCOMPARE(task.name, u"make all"_s);
    QCOMPARE(task.status, isFailure ? TaskStatus::Failed : TaskStatus::Completed);
    QCOMPARE(task.error, isFailure ? std::optional(u"it broke"_s) : std::nullopt);
    QCOMPARE(task.exitCode, isFailure ? 2 : 0);
    QCOMPARE(task.progress.text, u"[9/9] Linking"_s);
    QCOMPARE(outputOf(task.id), "one\ntwo\n");
}

void SpoolTest::outputGoesInPieces()
{
    QByteArray bytes;
    while (bytes.size() < 700'000)
        bytes += QByteArray::number(bytes.size()) + '\n';
    m_faults = {Fault::None, Fault::None, Fault::LoseAnswer, Fault::None, Fault::LoseRequest};
    const auto entry = newEntry();
    TaskReporter reporter(*entry, source(), m_systemClock, {1ms, 2ms});
    reporter.start();
    for (qsizetype at = 0; at < bytes.size(); at += 100'000) {
        entry->appendOutput(bytes.mid(at, 100'000));
        reporter.resume();
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(!entry->record().id.isNull());
    QTRY_COMPARE(outputOf(entry->record().id).size(), bytes.size());
    QVERIFY(outputOf(entry->record().id) == bytes);
}

/// A command that writes all the time asks the service now and then.
void SpoolTest::outputIsGathered()
{
    const auto entry = newEntry();
    TaskReporter reporter(*entry, source(), m_systemClock);
    reporter.start();
    QTRY_VERIFY(!entry->record().id.isNull());
    m_faults = QList<Fault>(1000, Fault::None); // one goes with each request
    QElapsedTimer since;
    since.start();
    qint64 written = 0;
    while (since.elapsed() < 200) {
        entry->appendOutput("line\n");
        written += 5;
        reporter.resume();
        QTest::qWait(1);
    }
    QTRY_COMPARE(outputOf(entry->record().id).size(), written);
    const qint64 requests = 1000 - m_faults.size();
    QVERIFY2(requests > 1 && requests <= since.elapsed() / 15 + 2,
             qPrintable(QString::number(requests)));
}

void SpoolTest::busyServiceIsNotTakenForAway()
{
    m_faults = {Fault::None, Fault::Refuse, Fault::None, Fault::Refuse, Fault::Refuse};
    const auto entry = newEntry();
    entry->appendOutput("one\n");
    QVERIFY(entry->recordEnd({m_systemClock.now(), lastUpdate(), Completion{{}, 0}}));
    TaskReporter reporter(*entry, source(), m_systemClock, {1h, 1h});
    QSignalSpy unreachable(&reporter, &TaskReporter::unreachable);
    QSignalSpy delivered(&reporter, &TaskReporter::delivered);
    reporter.start();
    QTRY_COMPARE(delivered.size(), 1);
    QVERIFY(m_faults.isEmpty());
    QCOMPARE(unreachable.size(), 0);
    QCOMPARE(tasks().first().status, TaskStatus::Completed);
    QCOMPARE(outputOf(entry->record().id), "one\n");
}

void SpoolTest::serviceThatIsAwayIsTriedAgain()
{
    const auto entry = newEntry();
    bool isAway = true;
    const SessionSource real = source();
    TaskReporter reporter(*entry,
                          [&]() -> Result<TaskSessionPtr> {
                              return isAway ? Error{ErrorCode::Unreachable, u"away"_s} : real();
                          },
                          m_systemClock, {1ms, 2ms});
    QSignalSpy unreachable(&reporter, &TaskReporter::unreachable);
    QSignalSpy created(&reporter, &TaskReporter::created);
    reporter.start();
    QTRY_VERIFY(unreachable.size() > 3);
    QVERIFY(created.isEmpty());
    isAway = false;
    QTRY_COMPARE(created.size(), 1);
}

void SpoolTest::restartedServiceIsNotTakenForAway()
{
    const auto entry = newEntry();
    TaskReporter reporter(*entry, source(), m_systemClock, {1h, 1h});
    QSignalSpy unreachable(&reporter, &TaskReporter::unreachable);
    QSignalSpy delivered(&reporter, &TaskReporter::delivered);
    reporter.start();
    QTRY_VERIFY(!entry->record().id.isNull());
    QVERIFY(waitFor(session()->cancel(entry->record().id)));
    m_faults = {Fault::LoseRequest}; // it is not where it was
    QVERIFY(entry->recordEnd({m_systemClock.now(), {}, Failure{u"it broke"_s, {}, 15}}));
    reporter.retryNow();
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(unreachable.size(), 0);
    QCOMPARE(tasks().first().status, TaskStatus::Cancelled);
}

void SpoolTest::newestProgressIsTold()
{
    const auto entry = newEntry();
    TaskReporter reporter(*entry, source(), m_systemClock, {1ms, 2ms});
    reporter.start();
    m_faults = {Fault::LoseRequest, Fault::LoseAnswer};
    for (int percent = 0; percent <= 100; ++percent) {
        TaskUpdate update;
        update.fraction = percent / 100.0;
        reporter.update(update);
    }
    QTRY_VERIFY(!tasks().isEmpty() && tasks().first().progress.fraction == 1.0);
}

void SpoolTest::serviceThatKnowsNoUsageIsToldTheRest()
{
    m_knowsUsage = false;
    const auto entry = newEntry();
    TaskReporter reporter(*entry, source(), m_systemClock, {1ms, 2ms});
    QSignalSpy refused(&reporter, &TaskReporter::refused);
    reporter.start();
    for (const double fraction : {0.25, 0.5}) {
        TaskUpdate update;
        update.fraction = fraction;
        update.cpuPercent = 12.0;
        update.memoryBytes = 4096;
        reporter.update(update);
        QTRY_VERIFY(!tasks().isEmpty() && tasks().first().progress.fraction == fraction);
    }
    QVERIFY(refused.isEmpty());
    QVERIFY(tasks().first().usage == ResourceUsage());
}

void SpoolTest::deletedTaskIsLetGo()
{
    const auto entry = newEntry();
    TaskReporter reporter(*entry, source(), m_systemClock, {1ms, 2ms});
    QSignalSpy delivered(&reporter, &TaskReporter::delivered);
    reporter.start();
    QTRY_VERIFY(!entry->record().id.isNull());
    QVERIFY(waitFor(session()->complete(entry->record().id, {})));
    QVERIFY(waitFor(session()->remove(entry->record().id)));
    reporter.update(lastUpdate());
    QTRY_COMPARE(delivered.size(), 1);
}

void SpoolTest::refusalIsToldAndFinal()
{
    NewTask task = newTask();
    task.retryOf = TaskId::make();
    auto entry = SpoolEntry::create(spool(), ownerTarget, task, m_systemClock.now());
    QVERIFY(entry);
    TaskReporter reporter(**entry, source(), m_systemClock, {1ms, 2ms});
    QSignalSpy refused(&reporter, &TaskReporter::refused);
    reporter.start();
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(reporter.isDone());
    QVERIFY(tasks().isEmpty());
}

void SpoolTest::lateReportSaysSo()
{
    const QDateTime start = m_systemClock.now().addDays(-1);
    auto entry = SpoolEntry::create(spool(), ownerTarget, newTask(), start);
    QVERIFY(entry);
    QVERIFY((*entry)->recordEnd({start.addSecs(60), lastUpdate(), Completion{{}, 0}}));
    entry->reset();
    QVERIFY(deliver());
    QCOMPARE(tasks().size(), 1);
    const QString text = tasks().first().progress.text;
    QVERIFY2(text.contains(start.toString(u"yyyy-MM-dd hh:mm:ss"_s)), qPrintable(text));
    QVERIFY(text.contains(u"later"_s));
}

void SpoolTest::spoolIsDelivered()
{
    for (int run = 0; run < 3; ++run) {
        const auto entry = newEntry();
        entry->appendOutput("run " + QByteArray::number(run));
        QVERIFY(entry->recordEnd({m_systemClock.now(), {}, Completion{{}, 0}}));
    }
    QVERIFY(deliver());
    QCOMPARE(tasks().size(), 3);
    QVERIFY(SpoolEntry::listIn(spool()).isEmpty());
    QVERIFY(deliver());
    QCOMPARE(tasks().size(), 3);
}

void SpoolTest::onlyOwnTargetIsDelivered()
{
    newEntry(u"login other@example.org"_s);
    QVERIFY(deliver());
    QVERIFY(tasks().isEmpty());
    QCOMPARE(SpoolEntry::listIn(spool()).size(), 1);
}

void SpoolTest::killedRunIsReportedAsFailed()
{
    newEntry()->appendOutput("last words");
    QVERIFY(deliver());
    QCOMPARE(tasks().size(), 1);
    QCOMPARE(tasks().first().status, TaskStatus::Failed);
    QVERIFY(tasks().first().error.has_value());
    QCOMPARE(outputOf(tasks().first().id), "last words");
}

void SpoolTest::cancelIsHeardOf()
{
    const Result<Task> task = waitFor(session()->create(newTask()));
    QVERIFY(task);
    TaskWatch watch(task->id, source());
    QSignalSpy requested(&watch, &TaskWatch::cancelRequested);
    QCoreApplication::processEvents();
    QVERIFY(waitFor(session()->cancel(task->id)));
    QTRY_COMPARE(requested.size(), 1);
}

void SpoolTest::pauseAndResumeAreHeardOf()
{
    const TaskId id = waitFor(session()->create(newTask()))->id;
    TaskWatch watch(id, source());
    QSignalSpy paused(&watch, &TaskWatch::pauseRequested);
    QSignalSpy resumed(&watch, &TaskWatch::resumeRequested);
    QVERIFY(waitFor(session()->pause(id)));
    QTRY_COMPARE(paused.size(), 1);
    TaskUpdate update;
    update.progress = u"still paused"_s;
    QVERIFY(waitFor(session()->update(id, update)));
    QVERIFY(waitFor(session()->resume(id)));
    QTRY_COMPARE(resumed.size(), 1);
    QCOMPARE(paused.size(), 1);
}

void SpoolTest::watchOfAnEndedTaskIsOver_data()
{
    QTest::addColumn<bool>("isDeleted");
    QTest::newRow("completed") << false;
    QTest::newRow("deleted") << true;
}

void SpoolTest::watchOfAnEndedTaskIsOver()
{
    QFETCH(const bool, isDeleted);
    const TaskId id = waitFor(session()->create(newTask(), {}))->id;
    TaskWatch watch(id, source());
    QVERIFY(!watch.isOver());
    QVERIFY(waitFor(session()->complete(id, {}, {})));
    if (isDeleted)
        QVERIFY(waitFor(session()->remove(id)));
    QTRY_VERIFY(watch.isOver());
}

void SpoolTest::entryBeingRemovedIsGone_data()
{
    QTest::addColumn<QString>("name"); // of what has gone already
    QTest::newRow("record") << u"/record"_s;
    QTest::newRow("its words") << QString();
}

void SpoolTest::entryBeingRemovedIsGone()
{
    QFETCH(const QString, name);
    newEntry();
    const QString directory = SpoolEntry::listIn(spool()).value(0);
    if (name.isEmpty())
        QVERIFY(QFile::resize(directory + u"/record"_s, 0));
    else
        QVERIFY(QFile::remove(directory + name));
    QTest::failOnWarning(QRegularExpression(u"."_s)); // nobody is told of it
    QVERIFY(deliver());
    QVERIFY(!QFileInfo::exists(directory));
}

void SpoolTest::halfMadeEntriesGoWithTime()
{
    const auto entry = newEntry();
    const QString halfMade = spool() + u"/.new-x"_s;
    QVERIFY(QDir().mkpath(halfMade));
    SpoolEntry::removeHalfMade(spool(), m_systemClock.now().addSecs(-3600));
    QVERIFY(QFileInfo::exists(halfMade));
    SpoolEntry::removeHalfMade(spool(), m_systemClock.now().addSecs(60));
    QVERIFY(!QFileInfo::exists(halfMade));
    QCOMPARE(SpoolEntry::listIn(spool()).size(), 1);
}

QTEST_GUILESS_MAIN(SpoolTest)

#include "tst_spool.moc"
