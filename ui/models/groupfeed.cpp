#include "ui/models/groupfeed.h"

#include "core/base/future.h"

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr auto restBetween = 400ms;
constexpr int restShare = 20; // the answers take 1/20 of the time at most
constexpr auto longestWait = 1h; // a machine that slept through midnight is not far behind

} // namespace

GroupFeed::GroupFeed(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_isStale)
            ask();
    });
    m_midnight.setSingleShot(true);
    m_midnight.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_midnight, &QTimer::timeout, this, &GroupFeed::waitForMidnight);
}

GroupFeed::~GroupFeed() = default;

void GroupFeed::setSession(const TaskSessionPtr &session)
{
    m_link.reset();
    m_session = session;
    m_isAsking = false;
    m_isStale = false;
    m_rest.stop();
    m_midnight.stop();
    m_today = {};
    take({});
    if (!session)
        return;
    m_link = std::make_unique<QObject>();
    connect(session.get(), &TaskSession::changed, m_link.get(), [this] { askSoon(); });
    connect(session.get(), &TaskSession::outdated, m_link.get(), [this] { askSoon(); });
    waitForMidnight();
    ask();
}

void GroupFeed::askSoon()
{
    m_isStale = true;
    if (!m_isAsking && !m_rest.isActive())
        ask();
}

void GroupFeed::ask()
{
    m_isAsking = true;
    m_isStale = false;
    m_asked.start();
    const QDateTime today = m_clock.now().toLocalTime().date().startOfDay();
    whenDone(m_session->groups(today.toUTC()), m_link.get(),
             [this](const Result<TaskGroups> &groups) {
                 m_isAsking = false;
                 m_rest.start(qMax<std::chrono::milliseconds>(
                     restBetween, restShare * std::chrono::milliseconds(m_asked.elapsed())));
                 if (groups) // else the list tells what is wrong
                     take(*groups);
             });
}

void GroupFeed::take(const TaskGroups &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    Q_EMIT groupsChanged(m_groups);
}

void GroupFeed::waitForMidnight()
{
    const QDateTime now = m_clock.now().toLocalTime();
    const QDate before = std::exchange(m_today, now.date());
    const auto left = std::chrono::milliseconds(now.msecsTo(now.date().addDays(1).startOfDay()));
    m_midnight.start(qBound<std::chrono::milliseconds>(1s, left + 1s, longestWait));
    if (before.isValid() && before != m_today) {
        Q_EMIT dayBegan();
        askSoon();
    }
}

} // namespace headway
