#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/livetasks.h"
#include "app/cli/plaintext.h"
#include "app/cli/terminalblock.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "app/cli/watchline.h"
#include "core/base/clock.h"
#include "core/runner/signalwatcher.h"
#include "core/wire/taskjson.h"

#include <csignal>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto frame = 100ms; ///< changes that come within it are drawn together
constexpr auto tick = 1s; ///< the times go on without a change

/// Shows tasks while they change: on a terminal in their place, else a line for each change.
class WatchVerb final : public Verb
{
public:
    void start(const CommandLine &line) override;

private:
    enum class Style { Screen, Lines, Json };

    void giveUp(const AccessRequest &request, const Error &why);
    void beginScreen();
    void onSignal(int number);
    void onChanged(const Task &task);
    void onRemoved(TaskId id);
    void onTrouble(const Error &why);
    void onResumed();
    void onWordRefused(const QString &word, const Error &why);
    void endIfAllHave();
    void finish(int exitCode);
    void leaveScreen();
    void draw();
    QStringList screenLines(int width, int height) const;
    QList<Task> shown(qsizetype most) const;
    qsizetype find(TaskId id) const;

    Style m_style = Style::Lines;
    bool m_isForAll = false;
    bool m_isLoaded = false;
    std::unique_ptr<LiveTasks> m_live;
    std::unique_ptr<SignalWatcher> m_signals;
    SystemClock m_clock;
    QList<Task> m_tasks; ///< in the order in which they came
    bool m_hasLostOne = false; ///< one has been deleted before it was seen to complete
    int m_exitCode = Done; ///< of the first word that was refused
    QString m_trouble;
    TerminalBlock m_block;
    QTimer m_frame;
    QTimer m_tick;
};

void WatchVerb::start(const CommandLine &line)
{
    const bool isScreen = console::isTerminal() && qgetenv("TERM") != "dumb";
    m_style = line.wantsJson() ? Style::Json : isScreen ? Style::Screen : Style::Lines;
    m_isForAll = line.operands().isEmpty();
    m_live = std::make_unique<LiveTasks>(line.accessRequest(), line.operands());
    connect(m_live.get(), &LiveTasks::changed, this, &WatchVerb::onChanged);
    connect(m_live.get(), &LiveTasks::removed, this, &WatchVerb::onRemoved);
    connect(m_live.get(), &LiveTasks::wordRefused, this, &WatchVerb::onWordRefused);
    connect(m_live.get(), &LiveTasks::interrupted, this, &WatchVerb::onTrouble);
    connect(m_live.get(), &LiveTasks::resumed, this, &WatchVerb::onResumed);
    connect(m_live.get(), &LiveTasks::noted, this, &console::printError);
    connect(m_live.get(), &LiveTasks::loaded, this, [this] {
        m_isLoaded = true;
        if (m_style == Style::Screen && (m_isForAll || !m_tasks.isEmpty()))
            beginScreen();
        endIfAllHave();
    });
    connect(m_live.get(), &LiveTasks::failed, this,
            [this, request = line.accessRequest()](const Error &why) { giveUp(request, why); });
    m_live->start();
}

void WatchVerb::giveUp(const AccessRequest &request, const Error &why)
{
    leaveScreen();
    if (why.code == ErrorCode::InvalidArgument)
        return failUsage(why.detail);
    failAccess(request, why);
}

void WatchVerb::beginScreen()
{
    m_signals = std::make_unique<SignalWatcher>(
        QList<int>{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH});
    connect(m_signals.get(), &SignalWatcher::received, this, &WatchVerb::onSignal);
    m_frame.setSingleShot(true);
    m_frame.setInterval(frame);
    connect(&m_frame, &QTimer::timeout, this, &WatchVerb::draw);
    connect(&m_tick, &QTimer::timeout, this, &WatchVerb::draw);
    m_tick.start(tick);
    draw();
}

void WatchVerb::onSignal(int number)
{
    if (number == SIGWINCH)
        return draw();
    console::printBytes(m_block.leave());
    if (number == SIGTSTP) {
        m_signals->stopHere();
        return draw();
    }
    m_signals.reset(); // what was before applies again: it ends this program
    ::raise(number);
}

void WatchVerb::onChanged(const Task &task)
{
    const qsizetype at = find(task.id);
    // What it uses is in no line.
    const bool isInSight = at < 0 || m_tasks.at(at).usage == task.usage
        || changeLine(m_tasks.at(at)) != changeLine(task);
    if (at < 0)
        m_tasks.append(task);
    else
        m_tasks[at] = task;
    if (m_style == Style::Json)
        console::printBytes(wire::toJson(task).replace('\n', ' ').replace('\r', ' ') + '\n');
    else if (m_style == Style::Lines && isInSight)
        console::printBytes(changeLine(task).toUtf8());
    else if (m_style == Style::Screen && !m_frame.isActive() && m_signals)
        m_frame.start();
    endIfAllHave();
}

void WatchVerb::onRemoved(TaskId id)
{
    if (const qsizetype at = find(id); at >= 0) {
        m_hasLostOne = m_hasLostOne || m_tasks.at(at).status != TaskStatus::Completed;
        m_tasks.removeAt(at);
    }
    endIfAllHave();
}

void WatchVerb::onTrouble(const Error &why)
{
    m_trouble = why.detail;
    if (m_style == Style::Screen)
        draw();
    else
        console::printError(why.detail + u" Waiting for it."_s);
}

void WatchVerb::onResumed()
{
    m_trouble.clear();
    if (m_style == Style::Screen)
        draw();
    else
        console::printError(u"The service is there again."_s);
}

void WatchVerb::onWordRefused(const QString &word, const Error &why)
{
    console::printError(word + u": "_s + why.detail);
    if (m_exitCode == Done)
        m_exitCode = exitCodeOf(why.code);
}

void WatchVerb::endIfAllHave()
{
    const bool isOver = std::all_of(m_tasks.begin(), m_tasks.end(),
                                    [](const Task &task) { return isEnded(task.status); });
    if (m_isForAll || !m_isLoaded || !isOver)
        return;
    const bool isFine = std::all_of(m_tasks.begin(), m_tasks.end(), [](const Task &task) {
        return task.status == TaskStatus::Completed;
    });
    finish(m_exitCode != Done ? m_exitCode : isFine && !m_hasLostOne ? Done : Failed);
}

void WatchVerb::finish(int exitCode)
{
    m_live->disconnect(this);
    leaveScreen();
    end(exitCode);
}

void WatchVerb::leaveScreen()
{
    if (!m_signals)
        return;
    draw();
    m_tick.stop();
    m_frame.stop();
    console::printBytes(m_block.leave());
    m_signals.reset();
}

void WatchVerb::draw()
{
    if (!m_signals)
        return;
    const int width = console::width();
    console::printBytes(m_block.draw(screenLines(width - 1, console::height() - 1), width));
}

QStringList WatchVerb::screenLines(int width, int height) const
{
    const QList<Task> tasks = shown(height - 1);
    const int nameColumns = watchNameColumns(tasks, width);
    const QDateTime now = m_clock.now();
    QStringList lines;
    for (const Task &task : tasks)
        lines.append(watchLine(task, now, nameColumns, width));
    const qsizetype hidden = m_tasks.size() - tasks.size();
    QString last = watchSummary(m_tasks);
    if (hidden > 0)
        last += u" (%1 not shown)"_s.arg(hidden);
    if (!m_trouble.isEmpty())
        last = m_trouble + u" Waiting for it."_s;
    lines.append(elided(harmless(last), width));
    return lines;
}

/// The newest; those that have ended go first.
QList<Task> WatchVerb::shown(qsizetype most) const
{
    QList<Task> tasks = m_tasks;
    const auto drop = [&tasks, most](auto isToGo) {
        qsizetype tooMany = tasks.size() - most;
        tasks.removeIf([&](const Task &task) { return isToGo(task) && tooMany-- > 0; });
    };
    drop([](const Task &task) { return isEnded(task.status); });
    drop([](const Task &) { return true; });
    return tasks;
}

qsizetype WatchVerb::find(TaskId id) const
{
    const auto at = std::find_if(m_tasks.begin(), m_tasks.end(),
                                 [id](const Task &task) { return task.id == id; });
    return at == m_tasks.end() ? -1 : at - m_tasks.begin();
}

} // namespace

std::unique_ptr<Verb> makeWatchVerb()
{
    return std::make_unique<WatchVerb>();
}

} // namespace headway
