#pragma once

#include "ui/widgets/timelinelayout.h"

#include <QMap>
#include <QPalette>
#include <QPixmap>

class QPainter;

namespace headway {

/// Paints a timeline: the axis above, the names of the lanes at the left, bars. The same for the
/// screen and for a file.
class TimelinePainter
{
public:
    /// All are borrowed for its lifetime. @p now: milliseconds since 1970 in UTC.
    TimelinePainter(const TimelineLayout &layout, const TimeAxis &axis, qint64 now,
                    const QPalette &palette, const QFont &font);

    static int headHeight(const QFontMetrics &metrics);
    static int namesWidth(const QFontMetrics &metrics);

    /// The span with a frame around it; -1: none.
    void setSelected(qsizetype span, bool hasFocus);
    /// Paints @p size pixels of it, @p scrolled of the lanes being above them.
    /// @return how many bars it has painted: one for all that fall on the same pixel
    int paint(QPainter &painter, QSize size, int scrolled) const;

private:
    void paintLines(QPainter &painter, QSize size, int scrolled,
                    const QList<TimeTick> &ticks) const;
    void paintAxis(QPainter &painter, QSize size, const QList<TimeTick> &ticks) const;
    void paintNames(QPainter &painter, QSize size, int scrolled) const;
    void paintName(QPainter &painter, const QRect &place, qsizetype lane) const;
    qsizetype countInSight(qsizetype lane) const;
    int paintRow(QPainter &painter, int row) const;
    bool isNarrow(const TimelineBar &bar) const;
    void paintBar(QPainter &painter, const QRectF &rect, const TimelineBar &bar) const;
    void paintSelected(QPainter &painter) const;
    void paintInside(QPainter &painter, const QRectF &rect, const TimelineBar &bar) const;
    const QPixmap &iconOf(TaskStatus status, qreal devicePixelRatio) const;

    const TimelineLayout &m_layout;
    const TimeAxis &m_axis;
    const qint64 m_now;
    const QPalette &m_palette;
    const QFont m_font;
    const QFontMetrics m_metrics;
    qsizetype m_selected = -1;
    bool m_hasFocus = false;
    mutable QMap<TaskStatus, QPixmap> m_icons;
};

} // namespace headway
