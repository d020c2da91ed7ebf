#include "ui/models/statisticsfeed.h"

#include "core/base/future.h"

#include <algorithm>

namespace headway {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto leastStatisticsRest = 5s;
constexpr auto failedStatisticsRest = 30s;
constexpr auto longestStatisticsRest = 5min;
constexpr int statisticsRestShare = 20; // the answers take 1/20 of the time at most

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
    , m_day(clock, this)
    , m_rest(this)
{
    m_rest.setObjectName(u"rest"_s);
    m_rest.setSingleShot(true);
    connect(&m_day, &DayWatch::dayBegan, this, &StatisticsFeed::askSoon);
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
    m_counting = {m_counting.number + 1};
    m_listing = {m_listing.number + 1};
    m_rest.stop();
    m_day.stop();
    if (!m_session || !m_isWatched)
        return;
    m_link = std::make_unique<QObject>();
    connect(m_session.get(), &TaskSession::changed, m_link.get(),
            [this](const TaskChanges &changes) {
                if (hasEnd(changes))
                    askSoon();
            });
    connect(m_session.get(), &TaskSession::outdated, m_link.get(), [this] { askSoon(); });
    m_day.start();
    ask();
}

void StatisticsFeed::askSoon()
{
    m_isStale = true;
    if (!isAsking() && !m_rest.isActive())
        ask();
}

void StatisticsFeed::ask()
{
    m_isStale = false;
    begin(m_counting);
    const QDate today = m_clock.now().toLocalTime().date();
    const Period period{today.addDays(1 - m_days).startOfDay().toUTC(),
                        today.addDays(1).startOfDay().toUTC()};
    whenDone(m_session->statistics(period), m_link.get(),
             [this, period, number = m_counting.number](const Result<TaskStatistics> &statistics) {
                 if (number != m_counting.number)
                     return;
                 if (!statistics)
                     return fail(m_counting, statistics.error());
                 take(*statistics, period);
                 end(m_counting, number);
             });
}

/// Ends with the question for the runs, so that the rest is after both.
void StatisticsFeed::take(const TaskStatistics &statistics, const Period &period)
{
    m_period = period;
    m_statistics = statistics;
    m_isLoaded = true;
    m_counting.hasFailed = false;
    Q_EMIT statisticsChanged();
    askRuns();
}

void StatisticsFeed::askRuns()
{
    const QString name = shownName();
    if (name.isEmpty()) {
        m_runs.clear();
        Q_EMIT runsChanged();
        return;
    }
    begin(m_listing);
    whenDone(m_session->runs(name, m_period), m_link.get(),
             [this, number = m_listing.number](const Result<QList<TaskRun>> &runs) {
                 if (number != m_listing.number)
                     return;
                 if (!runs)
                     return fail(m_listing, runs.error());
                 m_runs = *runs;
                 m_listing.hasFailed = false;
                 end(m_listing, number);
                 Q_EMIT runsChanged();
             });
}

void StatisticsFeed::begin(Question &question)
{
    if (!isAsking())
        m_askedAt = m_clock.monotonic();
    m_rest.stop();
    ++question.number;
    question.isOpen = true;
}

void StatisticsFeed::end(Question &question, int number)
{
    if (number != question.number)
        return; // whoever was told has asked anew
    question.isOpen = false;
    if (isAsking())
        return;
    const bool hasFailed = m_counting.hasFailed || m_listing.hasFailed;
    const std::chrono::milliseconds least = hasFailed ? failedStatisticsRest : leastStatisticsRest;
    m_rest.start(qBound<std::chrono::milliseconds>(
        least, statisticsRestShare * (m_clock.monotonic() - m_askedAt), longestStatisticsRest));
}

void StatisticsFeed::fail(Question &question, const Error &error)
{
    if (error.code != ErrorCode::InvalidArgument) // which it would be again
        m_isStale = true;
    const bool isNews = !std::exchange(question.hasFailed, true);
    end(question, question.number);
    if (isNews)
        Q_EMIT failed(error);
}

} // namespace headway
