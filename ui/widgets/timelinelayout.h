#pragma once

#include "ui/models/timelinelanes.h"
#include "ui/widgets/timeaxis.h"

#include <QFontMetrics>
#include <QRectF>

namespace headway {

/// Where lanes, rows and bars lie, in device-independent pixels: x from the axis' left end, y from
/// the top of the first lane.
class TimelineLayout
{
public:
    static constexpr int tolerance = 4; ///< how far off a bar may be hit

    TimelineLayout() = default;
    TimelineLayout(const TimelineLanes &lanes, const QFontMetrics &metrics);

    const TimelineLanes &lanes() const { return m_lanes; }
    int height() const { return m_height; }
    int rowHeight() const { return m_rowHeight; }
    int laneTop(qsizetype lane) const { return m_tops.at(lane); }
    int laneHeight(qsizetype lane) const;
    int rowTop(int row) const;
    /// The rows that show between @p top and @p bottom, as [first, last); none: both the same.
    std::pair<int, int> rowsBetween(int top, int bottom) const;

    /// The bars of @p row that meet [@p from, @p to), in milliseconds: [first, last).
    std::pair<qsizetype, qsizetype> barsBetween(int row, qint64 from, qint64 to, qint64 now) const;
    /// Where @p bar ends; @p now for what is under way.
    static qint64 endOf(const TimelineBar &bar, qint64 now)
    {
        return bar.to == TimelineLanes::underWay ? qMax(bar.from, now) : bar.to;
    }
    QRectF rectOf(int row, const TimelineBar &bar, const TimeAxis &axis, qint64 now) const;
    /// The place of the span there or nearly there, -1: none.
    qsizetype spanAt(QPointF point, const TimeAxis &axis, qint64 now) const;

private:
    int laneOfRow(int row) const;

    TimelineLanes m_lanes;
    QList<int> m_tops; ///< of the lanes
    int m_rowHeight = 20;
    int m_height = 0;
};

} // namespace headway
