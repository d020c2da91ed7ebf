#include "ui/widgets/timelinesight.h"

#include "ui/widgets/timelinepainter.h"

#include <algorithm>

namespace headway {

namespace {

constexpr int leastInSight = 8; // pixels of a bar

} // namespace

TimelineSight::TimelineSight(const TimelineLayout &layout, const TimeAxis &axis,
                             const QFontMetrics &metrics, int scrolled, qint64 now)
    : m_layout(layout)
    , m_axis(axis)
    , m_scrolled(scrolled)
    , m_headHeight(TimelinePainter::headHeight(metrics))
    , m_origin(TimelinePainter::namesWidth(metrics), m_headHeight - scrolled)
    , m_now(now)
{
}

qsizetype TimelineSight::spanAt(QPointF point) const
{
    if (point.y() < m_headHeight || onAxis(point).x() < 0)
        return -1;
    return m_layout.spanAt(onAxis(point), m_axis, m_now);
}

QRect TimelineSight::rectOf(qsizetype span, int width) const
{
    const int row = m_layout.lanes().rowOf(span);
    const auto &bars = m_layout.lanes().bars(row);
    const auto bar = std::find_if(bars.begin(), bars.end(),
                                  [span](const TimelineBar &each) { return each.span == span; });
    if (bar == bars.end())
        return {};
    const QRectF rect = m_layout.rectOf(row, *bar, m_axis, m_now).translated(m_origin);
    const double far = width;
    return QRectF(QPointF(qBound(-far, rect.left(), 2 * far), rect.top()),
                  QPointF(qBound(-far, rect.right(), 2 * far), rect.bottom()))
        .toAlignedRect();
}

qsizetype TimelineSight::firstSpan() const
{
    const Period shown = m_axis.period();
    for (int row = 0; row < m_layout.lanes().rowCount(); ++row) {
        const auto [first, last] = m_layout.barsBetween(row, shown.from.toMSecsSinceEpoch(),
                                                        shown.to.toMSecsSinceEpoch(), m_now);
        if (first < last)
            return m_layout.lanes().bars(row).at(first).span;
    }
    return -1;
}

int TimelineSight::scrolledTo(qsizetype span, int room) const
{
    const int top = m_layout.rowTop(m_layout.lanes().rowOf(span));
    return qMin(qMax(m_scrolled, top + m_layout.rowHeight() - room), top);
}

double TimelineSight::wayTo(qsizetype span) const
{
    const TaskSpan &wanted = m_layout.lanes().spans().at(span);
    const qint64 end = wanted.completedAt.isNull() ? m_now : wanted.completedAt.toMSecsSinceEpoch();
    const double left = m_axis.xOf(wanted.startedAt.toMSecsSinceEpoch());
    const double right = m_axis.xOf(end);
    const bool isInSight = right >= 0 && left <= m_axis.width() - leastInSight;
    return isInSight ? 0 : (left + right) / 2 - m_axis.width() / 2.0;
}

} // namespace headway
