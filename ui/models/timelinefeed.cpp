#include "ui/models/timelinefeed.h"

#include "core/base/future.h"
#include "core/model/limits.h"

namespace headway {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto restOfTelling = 250ms;
constexpr auto restAfterFailedSpans = 10s;
/// Beyond it the oldest are let go: what is known is asked for anew.
constexpr qsizetype spansAtMost = limits::spanCount * 5 / 4;

/// As much again before and after it, so that not every step asks.
Period withSurroundings(const Period &period)
{
    const qint64 length = period.milliseconds();
    return {period.from.addMSecs(-length), period.to.addMSecs(length)};
}

bool meets(const TaskSpan &span, const Period &period)
{
    return !span.startedAt.isNull() && span.startedAt < period.to
        && (span.completedAt.isNull() || span.completedAt >= period.from);
}

} // namespace

TimelineFeed::TimelineFeed(QObject *parent)
    : QObject(parent)
    , m_rest(this)
    , m_retry(this)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restOfTelling);
    connect(&m_rest, &QTimer::timeout, this, &TimelineFeed::spansChanged);
    m_retry.setObjectName(u"retry"_s);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { want(m_wanted); });
}

TimelineFeed::~TimelineFeed() = default;

void TimelineFeed::setSession(const TaskSessionPtr &session)
{
    m_link.reset();
    m_session = session;
    forget();
    Q_EMIT spansChanged();
    follow();
}

void TimelineFeed::setWatched(bool watched)
{
    if (std::exchange(m_isWatched, watched) == watched)
        return;
    m_link.reset();
    m_isAsking = false;
    m_known.reset(); // what is in sight stays until it is asked for again
    m_rest.stop();
    m_retry.stop();
    m_hasFailed = false;
    follow();
}

void TimelineFeed::want(const Period &period)
{
    m_wanted = period;
    if (m_isWatched && !m_isAsking && !isLoaded())
        ask();
}

/// What was cut is asked for again where less is wanted than is known: that may be whole, and what
/// is left out is not what is wanted.
bool TimelineFeed::isLoaded() const
{
    return m_known && m_known->covers(m_wanted)
        && !(m_isCut && 2 * m_known->milliseconds() > 3 * m_wanted.milliseconds());
}

void TimelineFeed::forget()
{
    m_isAsking = false;
    m_hasFailed = false;
    m_isCut = false;
    m_known.reset();
    m_spans.clear();
    m_places.clear();
    m_meanwhile.clear();
    m_rest.stop();
    m_retry.stop();
}

void TimelineFeed::follow()
{
    if (!m_session || !m_isWatched)
        return;
    m_link = std::make_unique<QObject>();
    connect(m_session.get(), &TaskSession::changed, m_link.get(),
            [this](const TaskChanges &changes) { carryOn(changes); });
    connect(m_session.get(), &TaskSession::outdated, m_link.get(), [this] {
        m_known.reset();
        m_isStale = true;
        want(m_wanted);
    });
    want(m_wanted);
}

void TimelineFeed::ask()
{
    if (!m_session || !m_wanted.from.isValid())
        return;
    m_isAsking = true;
    m_isStale = false;
    m_retry.stop();
    m_meanwhile.clear();
    const Period period = m_isCut ? m_wanted : withSurroundings(m_wanted);
    whenDone(m_session->spans(period), m_link.get(),
             [this, period](const Result<TaskSpans> &answer) { hear(answer, period); });
}

void TimelineFeed::hear(const Result<TaskSpans> &answer, const Period &period)
{
    m_isAsking = false;
    if (!answer) {
        m_retry.start(restAfterFailedSpans);
        if (!std::exchange(m_hasFailed, true))
            Q_EMIT failed(answer.error());
        return;
    }
    m_hasFailed = false;
    take(*answer, period);
    if (m_isStale)
        m_known.reset();
    want(m_wanted); // which may be another by now
}

void TimelineFeed::take(const TaskSpans &answer, const Period &period)
{
    m_known = period;
    m_isCut = answer.isCut;
    m_spans = answer.spans;
    m_places.clear();
    m_places.reserve(m_spans.size());
    for (qsizetype place = 0; place < m_spans.size(); ++place)
        m_places.insert(m_spans.at(place).id, place);
    for (const TaskChanges &changes : std::exchange(m_meanwhile, {}))
        carryOn(changes);
    m_rest.stop();
    Q_EMIT spansChanged();
}

void TimelineFeed::carryOn(const TaskChanges &changes)
{
    if (m_isAsking)
        m_meanwhile.append(changes);
    if (!m_known)
        return;
    for (const Task &task : changes.changed)
        put(spanOf(task));
    for (const DeletedTask &task : changes.deleted)
        remove(task.id);
    if (m_spans.size() > spansAtMost && !m_isAsking)
        ask();
}

void TimelineFeed::put(const TaskSpan &span)
{
    const qsizetype place = m_places.value(span.id, -1);
    if (!meets(span, *m_known)) {
        remove(span.id);
    } else if (place < 0) {
        m_places.insert(span.id, m_spans.size());
        m_spans.append(span);
        tellSoon();
    } else if (m_spans.at(place) != span) { // most changes are of what a bar does not tell
        m_spans[place] = span;
        tellSoon();
    }
}

void TimelineFeed::remove(TaskId id)
{
    const auto place = m_places.constFind(id);
    if (place == m_places.constEnd())
        return;
    const qsizetype index = *place;
    m_places.erase(place);
    m_spans.swapItemsAt(index, m_spans.size() - 1);
    m_spans.removeLast();
    if (index < m_spans.size())
        m_places.insert(m_spans.at(index).id, index);
    tellSoon();
}

void TimelineFeed::tellSoon()
{
    if (!m_rest.isActive())
        m_rest.start();
}

} // namespace headway
