#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/createdtask.h"
#include "app/cli/plaintext.h"
#include "app/cli/runreport.h"
#include "app/cli/tasktext.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "core/model/limits.h"
#include "core/runner/signalwatcher.h"
#include "core/runner/usagemeter.h"
#include "core/runner/watchedprocess.h"
#include "core/wire/requestjson.h"

#include <QSysInfo>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto betweenLooks = 5s;

QString wordsFor(const WatchedProcess::Usage &usage)
{
    return u"%1 of processor time in %2"_s.arg(durationText(usage.processor),
                                               durationText(usage.elapsed));
}

class AttachVerb final : public Verb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {
            {u"name"_s, u"What the task is called, in place of the program's name."_s, u"TEXT"_s}};
    }
    void start(const CommandLine &line) override;

private:
    Result<NewTask> taskFor(const CommandLine &line) const;
    void watch(const CommandLine &line, const NewTask &task);
    void look();
    void measure();
    void cancel();
    void onEnded();
    void leave(const QString &why, int exitCode);
    void endWith(int exitCode, const std::variant<Completion, Failure> &outcome);

    std::unique_ptr<WatchedProcess> m_process;
    std::unique_ptr<SignalWatcher> m_signals;
    std::unique_ptr<RunReport> m_report;
    std::unique_ptr<UsageMeter> m_meter;
    CreatedTask m_created;
    QTimer m_looks;
    bool m_isCancelled = false;
    bool m_hasLeft = false;
};

void AttachVerb::start(const CommandLine &line)
{
    bool isNumber = false;
    const QStringList operands = line.operands();
    const pid_t pid = operands.value(0).toInt(&isNumber);
    if (operands.size() != 1 || !isNumber || pid <= 0)
        return failUsage(u"Say which process: give one PID."_s);
    const AccessRequest request = line.accessRequest();
    if (const Result<Access> access = findAccess(request); !access)
        return failAccess(request, access.error());
    Result<std::unique_ptr<WatchedProcess>> process = WatchedProcess::open(pid);
    if (!process) {
        console::printError(process.error().detail);
        return end(Failed);
    }
    m_process = std::move(*process);
    const Result<NewTask> task = taskFor(line);
    if (!task)
        return failUsage(task.error().detail);
    watch(line, *task);
}

Result<NewTask> AttachVerb::taskFor(const CommandLine &line) const
{
    NewTask task;
    task.name = line.isSet(u"name"_s) ? line.value(u"name"_s) : harmless(m_process->name());
    task.kind = u"process"_s;
    task.status = TaskStatus::Processing;
    task.host = QSysInfo::machineHostName().left(limits::hostLength);
    task.hasRunner = true;
    return wire::readNewTask(wire::toJson(task));
}

void AttachVerb::watch(const CommandLine &line, const NewTask &task)
{
    m_signals = std::make_unique<SignalWatcher>(QList<int>{SIGINT, SIGTERM, SIGHUP});
    connect(m_signals.get(), &SignalWatcher::received, this, [this](int number) {
        leave(u"No longer watched; the process runs on."_s, 128 + number);
    });
    m_report = std::make_unique<RunReport>(line.accessRequest());
    connect(m_report.get(), &RunReport::created, this, [this, &line](TaskId id) {
        line.wantsJson() ? m_created.print(id, line.accessRequest())
                         : console::print(id.toString());
    });
    connect(m_report.get(), &RunReport::isDelayed, this, &console::printError);
    connect(m_report.get(), &RunReport::cancelRequested, this, &AttachVerb::cancel);
    connect(m_report.get(), &RunReport::pauseRequested, m_process.get(), &WatchedProcess::pause);
    connect(m_report.get(), &RunReport::resumeRequested, m_process.get(), &WatchedProcess::resume);
    if (const Result<void> begun = m_report->begin(task); !begun)
        return fail(begun.error());
    connect(m_process.get(), &WatchedProcess::ended, this, &AttachVerb::onEnded);
    connect(&m_looks, &QTimer::timeout, this, &AttachVerb::look);
    m_looks.start(betweenLooks);
    look();
    measure();
}

void AttachVerb::measure()
{
    m_meter = std::make_unique<UsageMeter>([this] { return m_process->treeUsage(); });
    connect(m_meter.get(), &UsageMeter::measured, m_report.get(), &RunReport::noteUsage);
    connect(m_meter.get(), &UsageMeter::changed, m_report.get(), &RunReport::send);
    m_meter->start();
}

void AttachVerb::look()
{
    const std::optional<WatchedProcess::Usage> usage = m_process->usage();
    if (!usage)
        return;
    TaskUpdate update;
    update.progress = wordsFor(*usage);
    m_report->update(update);
}

void AttachVerb::cancel()
{
    if (!m_process->isOurs()) {
        return leave(u"The process belongs to another user; it runs on and is no longer watched."_s,
                     Failed);
    }
    m_isCancelled = true;
    m_process->cancel();
}

void AttachVerb::onEnded()
{
    if (m_isCancelled)
        return endWith(Failed, Failure{u"Ended as it was told to."_s, {}, {}});
    endWith(Done, Completion{});
}

void AttachVerb::leave(const QString &why, int exitCode)
{
    if (std::exchange(m_hasLeft, true)) // twice is in earnest: nothing more is waited for
        return end(exitCode);
    m_process->disconnect(this);
    console::printNote(why);
    endWith(exitCode, Failure{why, {}, {}});
}

void AttachVerb::endWith(int exitCode, const std::variant<Completion, Failure> &outcome)
{
    m_looks.stop();
    m_meter->stop();
    const auto endIfPrinted = [this, exitCode] {
        if (!m_created.isPending())
            end(exitCode);
    };
    connect(m_report.get(), &RunReport::finished, this, [this, endIfPrinted] {
        connect(&m_created, &CreatedTask::finished, this, endIfPrinted);
        endIfPrinted();
    });
    m_report->end(outcome);
}

} // namespace

std::unique_ptr<Verb> makeAttachVerb()
{
    return std::make_unique<AttachVerb>();
}

} // namespace headway
