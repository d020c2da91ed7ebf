#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/findtask.h"
#include "app/cli/sessionverb.h"
#include "app/cli/taskoptions.h"
#include "app/cli/verbs.h"
#include "app/host/wrong.h"
#include "core/base/future.h"
#include "core/wire/requestjson.h"
#include "core/wire/taskjson.h"

#include <QSysInfo>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// The options of each action, besides those of every verb.
const QMap<QString, QStringList> &optionsOfActions()
{
    static const QMap<QString, QStringList> options{
        {u"create"_s, {u"name"_s, u"kind"_s, u"label"_s, u"pending"_s, u"total"_s, u"unit"_s}},
        {u"progress"_s,
         {u"start"_s, u"current"_s, u"total"_s, u"unit"_s, u"fraction"_s, u"percent"_s, u"item"_s}},
        {u"complete"_s, {u"result"_s, u"exit-code"_s}},
        {u"fail"_s, {u"error"_s, u"exit-code"_s}}};
    return options;
}

/// For scripts that report for themselves. What is said is checked as the service would check it.
class ReportVerb final : public SessionVerb
{
public:
    QList<QCommandLineOption> options() const override;

protected:
    Result<void> check() override;
    void begin() override;

private:
    Result<void> readCreate();
    Result<void> readProgress();
    Result<void> readComplete();
    Result<void> readFail();
    Result<void> refuseOptionsOfOthers() const;
    Result<std::optional<double>> number(const QString &option) const;
    Result<std::optional<int>> exitCode() const;
    QString text() const { return line().operands().sliced(2).join(u' '); }
    void act(TaskId id);
    void show(const Result<Task> &task, const QString &plain = {});

    QString m_action;
    NewTask m_task;
    TaskUpdate m_update;
    Completion m_completion;
    Failure m_failure;
};

QList<QCommandLineOption> ReportVerb::options() const
{
    return taskOptions()
        + QList<QCommandLineOption>{
            {u"pending"_s, u"create: it has not begun yet."_s},
            {u"start"_s, u"progress: a pending task has begun."_s},
            {u"total"_s, u"How much there is to do."_s, u"N"_s},
            {u"unit"_s, u"What is counted, as files or MB."_s, u"U"_s},
            {u"current"_s, u"progress: how much is done."_s, u"N"_s},
            {u"fraction"_s, u"progress: how much is done, from 0 to 1."_s, u"F"_s},
            {u"percent"_s, u"progress: how much is done, from 0 to 100."_s, u"P"_s},
            {u"item"_s, u"progress: what is being worked on."_s, u"TEXT"_s},
            {u"result"_s, u"complete: what came of it."_s, u"JSON"_s},
            {u"error"_s, u"fail: why."_s, u"TEXT"_s},
            {u"exit-code"_s, u"What the command ended with."_s, u"N"_s}};
}

Result<void> ReportVerb::check()
{
    const QStringList words = line().operands();
    m_action = words.value(0);
    if (Result<void> fine = refuseOptionsOfOthers(); !fine)
        return fine;
    if (m_action == "create"_L1)
        return readCreate();
    if (words.size() < 2)
        return wrong(u"Say `report create`, `report progress ID`, `report complete ID` or "
                     "`report fail ID`."_s);
    if (m_action == "progress"_L1)
        return readProgress();
    if (m_action == "complete"_L1)
        return readComplete();
    if (m_action == "fail"_L1)
        return readFail();
    return wrong(u"There is no `report %1`."_s.arg(m_action));
}

/// What is said must not be dropped without a word.
Result<void> ReportVerb::refuseOptionsOfOthers() const
{
    const auto taken = optionsOfActions().constFind(m_action);
    if (taken == optionsOfActions().constEnd())
        return {};
    for (const QStringList &others : optionsOfActions()) {
        for (const QString &option : others) {
            if (line().isSet(option) && !taken->contains(option))
                return wrong(u"`report %1` takes no --%2."_s.arg(m_action, option));
        }
    }
    return {};
}

Result<std::optional<double>> ReportVerb::number(const QString &option) const
{
    if (!line().isSet(option))
        return std::optional<double>();
    bool isNumber = false;
    const double value = line().value(option).toDouble(&isNumber);
    if (!isNumber || !qIsFinite(value) || value < 0)
        return wrong(u"--%1 takes a number that is not negative."_s.arg(option));
    return std::optional(value);
}

Result<std::optional<int>> ReportVerb::exitCode() const
{
    if (!line().isSet(u"exit-code"_s))
        return std::optional<int>();
    const Result<qint64> code = line().number(u"exit-code"_s, 0, 255);
    return code ? Result<std::optional<int>>(static_cast<int>(*code)) : code.error();
}

Result<void> ReportVerb::readCreate()
{
    Result<NewTask> task = taskFrom(line());
    const Result<std::optional<double>> total = number(u"total"_s);
    if (!task || !total)
        return task ? total.error() : task.error();
    if (!line().isSet(u"name"_s) || line().operands().size() != 1)
        return wrong(u"Say what the task is called: report create --name TEXT"_s);
    m_task = *task;
    m_task.status = line().isSet(u"pending"_s) ? TaskStatus::Pending : TaskStatus::Processing;
    m_task.total = *total;
    m_task.unit = line().value(u"unit"_s);
    m_task.host = QSysInfo::machineHostName();
    const Result<NewTask> accepted = wire::readNewTask(wire::toJson(m_task));
    return accepted ? Result<void>() : accepted.error();
}

Result<void> ReportVerb::readProgress()
{
    const std::pair<QString, std::optional<std::optional<double>> *> numbers[] = {
        {u"fraction"_s, &m_update.fraction},
        {u"percent"_s, &m_update.fraction},
        {u"current"_s, &m_update.current},
        {u"total"_s, &m_update.total}};
    for (const auto &[option, member] : numbers) {
        const Result<std::optional<double>> value = number(option);
        if (!value)
            return value.error();
        if (*value)
            *member = option == "percent"_L1 ? **value / 100 : **value;
    }
    if (line().isSet(u"unit"_s))
        m_update.unit = line().value(u"unit"_s);
    if (line().isSet(u"item"_s))
        m_update.currentItem = line().value(u"item"_s);
    if (line().operands().size() > 2)
        m_update.progress = text();
    m_update.startProcessing = line().isSet(u"start"_s);
    if (m_update == TaskUpdate())
        return wrong(u"Say how far it is: --percent P, --fraction F, --current N or a text."_s);
    const Result<TaskUpdate> accepted = wire::readTaskUpdate(wire::toJson(m_update));
    return accepted ? Result<void>() : accepted.error();
}

Result<void> ReportVerb::readComplete()
{
    if (line().operands().size() != 2)
        return wrong(u"`report complete` takes one ID."_s);
    if (line().isSet(u"result"_s)) {
        m_completion.result = line().value(u"result"_s).toUtf8();
        if (const Result<wire::JsonValue> json = wire::readJson(*m_completion.result); !json)
            return wrong(u"--result takes JSON. "_s + json.error().detail);
    }
    const Result<std::optional<int>> code = exitCode();
    if (!code)
        return code.error();
    m_completion.exitCode = *code;
    return {};
}

Result<void> ReportVerb::readFail()
{
    if (line().isSet(u"error"_s) && line().operands().size() > 2)
        return wrong(u"Say why it failed once: with --error or behind the ID."_s);
    m_failure.error = line().isSet(u"error"_s) ? line().value(u"error"_s) : text();
    const Result<std::optional<int>> code = exitCode();
    if (!code)
        return code.error();
    m_failure.exitCode = *code;
    const Result<Failure> accepted = wire::readFailure(wire::toJson(m_failure));
    return accepted ? Result<void>() : accepted.error();
}

void ReportVerb::begin()
{
    if (m_action == "create"_L1) {
        whenDone(session().create(m_task), this, [this](const Result<Task> &task) {
            show(task, task ? task->id.toString() : QString());
        });
        return;
    }
    whenDone(findTask(session(), line().operands().at(1)), this, [this](const Result<TaskId> &id) {
        if (id)
            act(*id);
        else
            fail(id.error());
    });
}

void ReportVerb::act(TaskId id)
{
    const auto shown = [this](const Result<Task> &task) { show(task); };
    if (m_action == "progress"_L1)
        whenDone(session().update(id, m_update), this, shown);
    else if (m_action == "complete"_L1)
        whenDone(session().complete(id, m_completion), this, shown);
    else
        whenDone(session().fail(id, m_failure), this, shown);
}

void ReportVerb::show(const Result<Task> &task, const QString &plain)
{
    if (!task)
        return fail(task.error());
    if (line().wantsJson())
        console::print(QString::fromUtf8(wire::toJson(*task)));
    else if (!plain.isEmpty())
        console::print(plain);
    end();
}

} // namespace

std::unique_ptr<Verb> makeReportVerb()
{
    return std::make_unique<ReportVerb>();
}

} // namespace headway
