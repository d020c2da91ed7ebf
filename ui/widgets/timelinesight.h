#pragma once

#include "ui/widgets/timelinelayout.h"

#include <QRect>

namespace headway {

/// Where a timeline's bars are in the view that shows it, at one moment.
class TimelineSight
{
public:
    /// @p layout and @p axis are borrowed for its lifetime; so many pixels of the lanes are
    /// @p scrolled out above. @p now: milliseconds since 1970 in UTC.
    TimelineSight(const TimelineLayout &layout, const TimeAxis &axis, const QFontMetrics &metrics,
                  int scrolled, qint64 now);

    /// The view's @p point, on the axis and the lanes.
    QPointF onAxis(QPointF point) const { return point - m_origin; }
    /// -1: there is none.
    qsizetype spanAt(QPointF point) const;
    /// Where its bar is in a view @p width pixels wide. Of one that began long ago no more than
    /// that to each side: what lies far beyond is no integer any more.
    QRect rectOf(qsizetype span, int width) const;
    /// -1: no bar is in sight.
    qsizetype firstSpan() const;
    /// How far the lanes have to be scrolled out for the bar to be among the @p room pixels below.
    int scrolledTo(qsizetype span, int room) const;
    /// By how many pixels the axis has to move for the bar to be in sight; 0 where it is.
    double wayTo(qsizetype span) const;

private:
    const TimelineLayout &m_layout;
    const TimeAxis &m_axis;
    const int m_scrolled;
    const int m_headHeight;
    const QPointF m_origin; ///< of the axis and the lanes, in the view
    const qint64 m_now;
};

} // namespace headway
