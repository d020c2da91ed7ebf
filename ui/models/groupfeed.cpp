#include "ui/models/groupfeed.h"

#include "core/base/future.h"

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr auto restBetween = 400ms;
constexpr int restShare = 20; // the answers take 1/20 of the time at most

} // namespace

GroupFeed::GroupFeed(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_day(clock)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_isStale)
            ask();
    });
    connect(&m_day, &DayWatch::dayBegan, this, [this] {
        Q_EMIT dayBegan();
        askSoon();
    });
}

GroupFeed::~GroupFeed() = default;

void GroupFeed::setSession(const TaskSessionPtr &session)
{
    m_link.reset();
    m_session = session;
    m_isAsking = false;
    m_isStale = false;
    m_rest.stop();
    m_day.stop();
    take({});
    if (!session)
        return;
    m_link = std::make_unique<QObject>();
    connect(session.get(), &TaskSession::changed, m_link.get(), [this] { askSoon(); });
    connect(session.get(), &TaskSession::outdated, m_link.get(), [this] { askSoon(); });
    m_day.start();
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

} // namespace headway
