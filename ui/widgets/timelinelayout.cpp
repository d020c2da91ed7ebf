#include "ui/widgets/timelinelayout.h"

#include <algorithm>

namespace headway {

namespace {

constexpr int lanePadding = 5;
constexpr int barPadding = 6;
constexpr double narrowestBar = 2;

} // namespace

TimelineLayout::TimelineLayout(const TimelineLanes &lanes, const QFontMetrics &metrics)
    : m_lanes(lanes)
    , m_rowHeight(metrics.height() + barPadding)
{
    for (const TimelineLane &lane : m_lanes.lanes()) {
        m_tops.append(m_height);
        m_height += lane.rowCount * m_rowHeight + 2 * lanePadding;
    }
}

int TimelineLayout::laneHeight(qsizetype lane) const
{
    return m_lanes.lanes().at(lane).rowCount * m_rowHeight + 2 * lanePadding;
}

int TimelineLayout::laneOfRow(int row) const
{
    const QList<TimelineLane> &lanes = m_lanes.lanes();
    const auto after =
        std::upper_bound(lanes.begin(), lanes.end(), row, [](int wanted, const TimelineLane &lane) {
            return wanted < lane.firstRow;
        });
    return static_cast<int>(after - lanes.begin()) - 1;
}

int TimelineLayout::rowTop(int row) const
{
    const int lane = laneOfRow(row);
    return m_tops.at(lane) + lanePadding + (row - m_lanes.lanes().at(lane).firstRow) * m_rowHeight;
}

std::pair<int, int> TimelineLayout::rowsBetween(int top, int bottom) const
{
    const auto firstBelow = [this](int y) {
        int first = 0;
        int last = m_lanes.rowCount();
        while (first < last) {
            const int middle = (first + last) / 2;
            if (rowTop(middle) < y)
                first = middle + 1;
            else
                last = middle;
        }
        return first;
    };
    return {firstBelow(top - m_rowHeight + 1), firstBelow(bottom)};
}

std::pair<qsizetype, qsizetype> TimelineLayout::barsBetween(int row, qint64 from, qint64 to,
                                                            qint64 now) const
{
    const QList<TimelineBar> &bars = m_lanes.bars(row); // neither starts nor ends decrease
    const auto first = std::partition_point(
        bars.begin(), bars.end(), [=](const TimelineBar &bar) { return endOf(bar, now) < from; });
    const auto last = std::partition_point(first, bars.end(),
                                           [to](const TimelineBar &bar) { return bar.from < to; });
    return {first - bars.begin(), last - bars.begin()};
}

QRectF TimelineLayout::rectOf(int row, const TimelineBar &bar, const TimeAxis &axis,
                              qint64 now) const
{
    const double left = axis.xOf(bar.from);
    const double right = axis.xOf(endOf(bar, now));
    return {left, rowTop(row) + 1.0, qMax(narrowestBar, right - left), m_rowHeight - 2.0};
}

qsizetype TimelineLayout::spanAt(QPointF point, const TimeAxis &axis, qint64 now) const
{
    const auto [row, past] = rowsBetween(qFloor(point.y()), qFloor(point.y()) + 1);
    if (row >= past || point.y() < rowTop(row))
        return -1;
    const auto [first, last] = barsBetween(row, axis.instantAt(point.x() - tolerance),
                                           axis.instantAt(point.x() + tolerance), now);
    qsizetype nearest = -1;
    double distance = tolerance + 1;
    for (qsizetype i = first; i < last; ++i) {
        const TimelineBar &bar = m_lanes.bars(row).at(i);
        const QRectF rect = rectOf(row, bar, axis, now);
        const double off = qMax(0.0, qMax(rect.left() - point.x(), point.x() - rect.right()));
        if (off < distance) {
            distance = off;
            nearest = bar.span;
        }
    }
    return nearest;
}

} // namespace headway
