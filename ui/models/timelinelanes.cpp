#include "ui/models/timelinelanes.h"

#include <QHash>

#include <algorithm>
#include <queue>

namespace headway {

namespace {

TimelineBar barOf(const TaskSpan &span, qsizetype place)
{
    const qint64 from = span.startedAt.toMSecsSinceEpoch();
    const qint64 to =
        span.completedAt.isNull() ? TimelineLanes::underWay : span.completedAt.toMSecsSinceEpoch();
    return {from, std::max(from, to), span.status, place};
}

bool comesFirst(const QString &a, const QString &b)
{
    if (a.isEmpty() != b.isEmpty())
        return b.isEmpty();
    return QString::localeAwareCompare(a, b) < 0;
}

template <typename T>
using Smallest = std::priority_queue<T, std::vector<T>, std::greater<>>;

} // namespace

TimelineLanes::TimelineLanes(const QList<TaskSpan> &spans, LaneKey key)
    : m_spans(spans)
    , m_rowOfSpan(spans.size(), 0)
{
    QHash<QString, QList<TimelineBar>> byName;
    for (qsizetype place = 0; place < spans.size(); ++place) {
        const TaskSpan &span = spans.at(place);
        byName[key == LaneKey::Kind ? span.kind : span.host].append(barOf(span, place));
        m_hasLive = m_hasLive || span.completedAt.isNull();
    }
    QStringList names = byName.keys();
    std::sort(names.begin(), names.end(), comesFirst);
    for (const QString &name : std::as_const(names))
        addLane(name, std::move(byName[name]));
}

/// The topmost row that is free takes the next one: no lane needs fewer rows than this gives it.
void TimelineLanes::addLane(const QString &name, QList<TimelineBar> bars)
{
    std::sort(bars.begin(), bars.end(), [](const TimelineBar &a, const TimelineBar &b) {
        return std::tie(a.from, a.to, a.span) < std::tie(b.from, b.to, b.span);
    });
    const int firstRow = rowCount();
    Smallest<int> free;
    Smallest<std::pair<qint64, int>> taken; // until when, which row
    for (const TimelineBar &bar : std::as_const(bars)) {
        while (!taken.empty() && taken.top().first <= bar.from) {
            free.push(taken.top().second);
            taken.pop();
        }
        if (free.empty()) {
            free.push(rowCount());
            m_rows.append(QList<TimelineBar>());
        }
        const int row = free.top();
        free.pop();
        taken.push({bar.to, row});
        m_rows[row].append(bar);
        m_rowOfSpan[bar.span] = row;
    }
    m_lanes.append({name, bars.size(), firstRow, rowCount() - firstRow});
}

qsizetype TimelineLanes::neighbour(qsizetype span, Direction direction) const
{
    const int row = m_rowOfSpan.at(span);
    const QList<TimelineBar> &bars = m_rows.at(row);
    const auto at = std::find_if(bars.begin(), bars.end(),
                                 [span](const TimelineBar &bar) { return bar.span == span; });
    if (direction == Direction::Before)
        return at == bars.begin() ? -1 : std::prev(at)->span;
    if (direction == Direction::After)
        return std::next(at) == bars.end() ? -1 : std::next(at)->span;
    const int other = direction == Direction::Above ? row - 1 : row + 1;
    if (other < 0 || other >= rowCount())
        return -1;
    const QList<TimelineBar> &others = m_rows.at(other); // no row is empty
    return std::min_element(others.begin(), others.end(),
                            [from = at->from](const TimelineBar &a, const TimelineBar &b) {
                                return qAbs(a.from - from) < qAbs(b.from - from);
                            })
        ->span;
}

qsizetype TimelineLanes::find(TaskId id) const
{
    const auto found = std::find_if(m_spans.begin(), m_spans.end(),
                                    [id](const TaskSpan &span) { return span.id == id; });
    return found == m_spans.end() ? -1 : found - m_spans.begin();
}

} // namespace headway
