#include "ui/models/statisticsfeed.h"

#include "core/base/future.h"

#include <algorithm>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr auto restBetween = 5s;
constexpr int restShare = 20; // the answers take 1/20 of the time at most

bool hasEnd(const TaskChanges &changes)
{
    return !changes.deleted.isEmpty()
        || std::any_of(changes.changed.begin(), changes.changed.end(),
                       [](const Task &task) { return isEnded(task.status); });
}

} // namespace

StatisticsFeed::StatisticsFeed(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_isStale)
            ask();
    });
}

StatisticsFeed::~StatisticsFeed() = default;

void StatisticsFeed::setSession(const TaskSessionPtr &session)
{
    m_session = session;
    m_name.clear();
    m_statistics = {};
    m_runs.clear();
    m_isLoaded = false;
    follow();
    Q_EMIT statisticsChanged();
    Q_EMIT runsChanged();
}

void StatisticsFeed::setWatched(bool watched)
{
    if (std::exchange(m_isWatched, watched) != watched)
        follow();
}

void StatisticsFeed::setDays(int days)
{
    if (std::exchange(m_days, days) != days && m_link)
        ask();
}

void StatisticsFeed::setName(const QString &name)
{
    if (std::exchange(m_name, name) != name && m_link && m_isLoaded)
        askRuns();
}

QString StatisticsFeed::shownName() const
{
    if (!m_name.isEmpty() || m_statistics.names.isEmpty())
        return m_name;
    return m_statistics.names.constFirst().name;
}

void StatisticsFeed::follow()
{
    m_link.reset();
    m_isAsking = false;
    m_rest.stop();
    if (!m_session || !m_isWatched)
        return;
    m_link = std::make_unique<QObject>();
    connect(m_session.get(), &TaskSession::changed, m_link.get(),
            [this](const TaskChanges &changes) {
                if (hasEnd(changes))
                    askSoon();
            });
    connect(m_session.get(), &TaskSession::outdated, m_link.get(), [this] { askSoon(); });
    ask();
}

void StatisticsFeed::askSoon()
{
    m_isStale = true;
    if (!m_isAsking && !m_rest.isActive())
        ask();
}

void StatisticsFeed::ask()
{
    m_isStale = false;
    m_isAsking = true;
    m_asked.start();
    m_rest.stop();
    const QDate today = m_clock.now().toLocalTime().date();
    const Period period{today.addDays(1 - m_days).startOfDay().toUTC(),
                        today.addDays(1).startOfDay().toUTC()};
    whenDone(m_session->statistics(period), m_link.get(),
             [this, period, question = ++m_question](const Result<TaskStatistics> &statistics) {
                 if (question != m_question)
                     return;
                 rest();
                 if (!statistics) {
                     Q_EMIT failed(statistics.error());
                     return;
                 }
                 m_period = period;
                 m_statistics = *statistics;
                 m_isLoaded = true;
                 Q_EMIT statisticsChanged();
                 askRuns();
             });
}

void StatisticsFeed::askRuns()
{
    const QString name = shownName();
    if (name.isEmpty()) {
        m_runs.clear();
        Q_EMIT runsChanged();
        return;
    }
    m_isAsking = true;
    whenDone(m_session->runs(name, m_period), m_link.get(),
             [this, question = ++m_question](const Result<QList<TaskRun>> &runs) {
                 if (question != m_question)
                     return;
                 rest();
                 if (!runs) {
                     Q_EMIT failed(runs.error());
                     return;
                 }
                 m_runs = *runs;
                 Q_EMIT runsChanged();
             });
}

void StatisticsFeed::rest()
{
    m_isAsking = false;
    m_rest.start(qMax<std::chrono::milliseconds>(
        restBetween, restShare * std::chrono::milliseconds(m_asked.elapsed())));
}

} // namespace headway
