#pragma once

#include "core/model/taskspan.h"

#include <limits>

namespace headway {

/// What the tasks in one lane share.
enum class LaneKey { Kind, Host };

/// One span as it is laid out, in milliseconds since 1970 in UTC.
struct TimelineBar
{
    qint64 from = 0;
    qint64 to = 0; ///< TimelineLanes::underWay: it grows
    TaskStatus status = TaskStatus::Processing;
    qsizetype span = 0; ///< its place in TimelineLanes::spans()
};

struct TimelineLane
{
    QString name; ///< the kind or host; empty: none
    qsizetype taskCount = 0;
    int firstRow = 0;
    int rowCount = 0;
};

/// Spans in lanes, one under the other; within a lane in as few rows as they need so that none lies
/// over another.
class TimelineLanes
{
public:
    static constexpr qint64 underWay = std::numeric_limits<qint64>::max();

    TimelineLanes() = default;
    TimelineLanes(const QList<TaskSpan> &spans, LaneKey key);

    const QList<TaskSpan> &spans() const { return m_spans; }
    /// By their names, what has none last.
    const QList<TimelineLane> &lanes() const { return m_lanes; }
    int rowCount() const { return static_cast<int>(m_rows.size()); }
    /// From left to right, none over another.
    const QList<TimelineBar> &bars(int row) const { return m_rows.at(row); }
    int rowOf(qsizetype span) const { return m_rowOfSpan.at(span); }
    /// -1: none.
    qsizetype find(TaskId id) const;
    enum class Direction { Before, After, Above, Below };
    /// The span beside @p span in its row; in the row above or below the one that begins nearest to
    /// it. -1: none is there.
    qsizetype neighbour(qsizetype span, Direction direction) const;
    bool hasLive() const { return m_hasLive; }

private:
    void addLane(const QString &name, QList<TimelineBar> bars);

    QList<TaskSpan> m_spans;
    QList<TimelineLane> m_lanes;
    QList<QList<TimelineBar>> m_rows;
    QList<int> m_rowOfSpan;
    bool m_hasLive = false;
};

} // namespace headway
