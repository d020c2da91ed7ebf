#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/sessionverb.h"
#include "app/cli/tasktext.h"
#include "app/cli/texttable.h"
#include "app/cli/verbs.h"
#include "app/host/wrong.h"
#include "core/base/clock.h"
#include "core/base/future.h"
#include "core/model/limits.h"
#include "core/wire/taskjson.h"
#include "core/wire/time.h"

#include <limits>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usualLimit = 20;

class ListVerb final : public SessionVerb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {{u"status"_s, u"Only tasks that are S: pending, processing, failed, ..."_s, u"S"_s},
                {u"kind"_s, u"Only tasks of the kind K."_s, u"K"_s},
                {u"search"_s, u"Only tasks with TEXT in name, message or error."_s, u"TEXT"_s},
                {u"limit"_s, u"At most N tasks (20)."_s, u"N"_s},
                {u"all"_s, u"All tasks, however many."_s}};
    }

protected:
    Result<void> check() override;
    void begin() override { ask(); }

private:
    void ask();
    void take(const TaskPage &page);
    void show() const;

    TaskFilter m_filter;
    qint64 m_left = usualLimit; ///< how many more are wanted
    TaskPage m_page; ///< all pages so far
};

Result<void> ListVerb::check()
{
    if (!line().operands().isEmpty())
        return wrong(u"`headway list` takes options only."_s);
    for (const QString &word : line().values(u"status"_s)) {
        const std::optional<TaskStatus> status = taskStatusFromWord(word);
        if (!status)
            return wrong(u"'%1' is no status of a task."_s.arg(word));
        m_filter.statuses.append(*status);
    }
    m_filter.kind = line().value(u"kind"_s);
    m_filter.search = line().value(u"search"_s);
    constexpr qint64 any = std::numeric_limits<int>::max();
    if (line().isSet(u"limit"_s)) {
        const Result<qint64> limit = line().number(u"limit"_s, 1, any);
        if (!limit)
            return limit.error();
        m_left = *limit;
    }
    if (line().isSet(u"all"_s))
        m_left = any;
    return {};
}

void ListVerb::ask()
{
    m_filter.limit = static_cast<int>(qMin<qint64>(m_left, limits::pageSizeMax));
    whenDone(session().list(m_filter), this, [this](const Result<TaskPage> &page) {
        if (page)
            take(*page);
        else
            fail(page.error());
    });
}

void ListVerb::take(const TaskPage &page)
{
    m_left -= page.tasks.size();
    m_page.tasks += page.tasks;
    m_page.revision = qMax(m_page.revision, page.revision);
    m_page.nextCursor = page.nextCursor;
    m_filter.before = page.nextCursor;
    if (page.nextCursor && m_left > 0)
        return ask();
    show();
    end();
}

QStringList rowForPeople(const Task &task, const QDateTime &now)
{
    const std::optional<std::chrono::milliseconds> time = elapsed(task, now);
    const bool isStalled = task.stalled && task.status == TaskStatus::Processing;
    return {shortId(task), isStalled ? u"stalled"_s : wordOf(task.status), progressText(task),
            time ? durationText(*time) : QString(), task.name};
}

QStringList rowForScripts(const Task &task)
{
    return {task.id.toString(), wordOf(task.status), progressText(task),
            wire::toIsoTime(task.createdAt), task.name};
}

void ListVerb::show() const
{
    if (line().wantsJson())
        return console::print(QString::fromUtf8(wire::toJson(m_page)));
    TextTable table({u"ID"_s, u"STATUS"_s, u"PROGRESS"_s, u"TIME"_s, u"NAME"_s});
    const bool forPeople = console::isTerminal();
    const QDateTime now = SystemClock().now();
    for (const Task &task : m_page.tasks)
        table.addRow(forPeople ? rowForPeople(task, now) : rowForScripts(task));
    table.print();
    if (m_page.tasks.isEmpty())
        console::printNote(u"No tasks. Try: headway run -- sleep 10"_s);
}

} // namespace

std::unique_ptr<Verb> makeListVerb()
{
    return std::make_unique<ListVerb>();
}

} // namespace headway
