#include "ui/widgets/timelinepainter.h"

#include "ui/delegates/icons.h"
#include "ui/delegates/statuslook.h"
#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"

#include <QCoreApplication>
#include <QPainter>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct TimelineTexts
{
    Q_DECLARE_TR_FUNCTIONS(headway::TimelineTexts)
};

constexpr int barIconSide = 14;
constexpr int barGap = 4;
constexpr int tickDistance = 84;
constexpr double narrow = 7; ///< no room for a pattern
constexpr double leastForFrame = 14;
constexpr double leastForText = 48;
constexpr double beyond =
    64; ///< how far a bar may reach out of sight: painters dislike large numbers

QColor withAlpha(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// What @p over gives on @p ground. Qt has other threads fill what is high and shines through, and
/// waits for them.
QColor laidOver(QColor ground, QColor over, double alpha)
{
    const auto mixed = [alpha](float from, float to) {
        return from + static_cast<float>(alpha) * (to - from);
    };
    return QColor::fromRgbF(mixed(ground.redF(), over.redF()),
                            mixed(ground.greenF(), over.greenF()),
                            mixed(ground.blueF(), over.blueF()));
}

/// No status by its colour alone: each has a pattern of its own.
Qt::BrushStyle patternOf(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Failed:
        return Qt::BDiagPattern;
    case TaskStatus::Lost:
        return Qt::DiagCrossPattern;
    case TaskStatus::Cancelled:
    case TaskStatus::Cancelling:
        return Qt::FDiagPattern;
    case TaskStatus::Paused:
        return Qt::VerPattern;
    case TaskStatus::Pending:
    case TaskStatus::Processing:
        return Qt::HorPattern;
    case TaskStatus::Completed:
        return Qt::NoBrush;
    }
    return Qt::NoBrush;
}

/// What is too narrow for a pattern differs in height.
QRectF narrowed(const QRectF &rect, TaskStatus status)
{
    if (status == TaskStatus::Failed || status == TaskStatus::Lost)
        return rect;
    const double inset = status == TaskStatus::Cancelled ? rect.height() / 3 : rect.height() / 5;
    return rect.adjusted(0, inset, 0, -inset);
}

} // namespace

TimelinePainter::TimelinePainter(const TimelineLayout &layout, const TimeAxis &axis, qint64 now,
                                 const QPalette &palette, const QFont &font)
    : m_layout(layout)
    , m_axis(axis)
    , m_now(now)
    , m_palette(palette)
    , m_font(font)
    , m_metrics(font)
{
}

int TimelinePainter::headHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 10;
}

int TimelinePainter::namesWidth(const QFontMetrics &metrics)
{
    return 18 * metrics.averageCharWidth();
}

void TimelinePainter::setSelected(qsizetype span, bool hasFocus)
{
    m_selected = span;
    m_hasFocus = hasFocus;
}

/// What lies over something else comes later, rather than being clipped: QSvgGenerator cannot clip.
int TimelinePainter::paint(QPainter &painter, QSize size, int scrolled) const
{
    const int head = headHeight(m_metrics);
    const int names = namesWidth(m_metrics);
    painter.setFont(m_font);
    painter.fillRect(QRect(QPoint(), size), m_palette.color(QPalette::Base));
    const QList<TimeTick> ticks = m_axis.ticks(tickDistance);
    paintLines(painter, size, scrolled, ticks);
    painter.translate(names, head - scrolled);
    int bars = 0;
    const auto [first, last] = m_layout.rowsBetween(scrolled, scrolled + size.height() - head);
    for (int row = first; row < last; ++row)
        bars += paintRow(painter, row);
    paintSelected(painter);
    painter.translate(-names, scrolled - head);
    paintNames(painter, size, scrolled);
    paintAxis(painter, size, ticks);
    return bars;
}

void TimelinePainter::paintLines(QPainter &painter, QSize size, int scrolled,
                                 const QList<TimeTick> &ticks) const
{
    const int head = headHeight(m_metrics);
    const int names = namesWidth(m_metrics);
    const QColor base = m_palette.color(QPalette::Base);
    const QColor faint = laidOver(base, m_palette.color(QPalette::Text), 0.12);
    const QColor strong = laidOver(base, m_palette.color(QPalette::Text), 0.28);
    for (const TimeTick &tick : ticks) {
        const int x = names + qRound(m_axis.xOf(tick.at));
        painter.fillRect(QRect(x, head, 1, size.height() - head), tick.beginsDay ? strong : faint);
    }
    for (qsizetype i = 0; i < m_layout.lanes().lanes().size(); ++i) {
        const int y = head - scrolled + m_layout.laneTop(i) + m_layout.laneHeight(i) - 1;
        if (y >= head && y < size.height())
            painter.fillRect(QRect(0, y, size.width(), 1), faint);
    }
    if (const double at = m_axis.xOf(m_now); at >= 0 && at < size.width() - names)
        painter.fillRect(QRect(names + qRound(at), head, 1, size.height() - head),
                         m_palette.color(QPalette::Highlight));
}

void TimelinePainter::paintAxis(QPainter &painter, QSize size, const QList<TimeTick> &ticks) const
{
    const int head = headHeight(m_metrics);
    const int names = namesWidth(m_metrics);
    painter.fillRect(QRect(0, 0, size.width(), head), m_palette.color(QPalette::Base));
    for (const TimeTick &tick : ticks) {
        const int x = names + qRound(m_axis.xOf(tick.at));
        const int top = tick.beginsDay ? 0 : head - 5;
        painter.fillRect(QRect(x, top, 1, head - top),
                         withAlpha(m_palette.color(QPalette::Text), 0.28));
        painter.setPen(
            m_palette.color(tick.beginsDay ? QPalette::Text : QPalette::PlaceholderText));
        const int room = size.width() - x - barGap; // part of a time would be another time
        if (m_metrics.horizontalAdvance(tick.text) <= room)
            painter.drawText(QRect(x + barGap, 0, room, head), Qt::AlignVCenter, tick.text);
    }
    painter.fillRect(QRect(0, head - 1, size.width(), 1), m_palette.color(QPalette::Mid));
}

void TimelinePainter::paintNames(QPainter &painter, QSize size, int scrolled) const
{
    const int head = headHeight(m_metrics);
    const int names = namesWidth(m_metrics);
    painter.fillRect(QRect(0, head, names, size.height() - head),
                     m_palette.color(QPalette::AlternateBase));
    painter.fillRect(QRect(names - 1, head, 1, size.height() - head),
                     m_palette.color(QPalette::Mid));
    for (qsizetype lane = 0; lane < m_layout.lanes().lanes().size(); ++lane) {
        const int top = head - scrolled + m_layout.laneTop(lane);
        const int bottom = top + m_layout.laneHeight(lane);
        if (bottom <= head || top >= size.height())
            continue;
        painter.fillRect(QRect(0, bottom - 1, names, 1),
                         withAlpha(m_palette.color(QPalette::Text), 0.12));
        // The name stays in sight for as long as its lane does.
        const int height = m_layout.rowHeight() + 2 * barGap;
        const int y = qMin(qMax(top, head), bottom - height);
        paintName(painter, QRect(2 * barGap, y, names - 4 * barGap, height), lane);
    }
}

void TimelinePainter::paintName(QPainter &painter, const QRect &place, qsizetype lane) const
{
    const QString name = m_layout.lanes().lanes().at(lane).name;
    const QString count = QLocale().toString(countInSight(lane));
    const int room = place.width() - m_metrics.horizontalAdvance(count) - 2 * barGap;
    painter.setPen(m_palette.color(QPalette::PlaceholderText));
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight, count);
    painter.setPen(m_palette.color(QPalette::Text));
    painter.drawText(
        place, Qt::AlignVCenter | Qt::TextSingleLine,
        m_metrics.elidedText(name.isEmpty() ? TimelineTexts::tr("(none)") : oneLine(name, 100),
                             Qt::ElideRight, room));
}

/// Of the tasks in a lane.
qsizetype TimelinePainter::countInSight(qsizetype lane) const
{
    const TimelineLane &of = m_layout.lanes().lanes().at(lane);
    qsizetype count = 0;
    for (int row = of.firstRow; row < of.firstRow + of.rowCount; ++row) {
        const auto [first, last] =
            m_layout.barsBetween(row, m_axis.instantAt(0), m_axis.instantAt(m_axis.width()), m_now);
        count += last - first;
    }
    return count;
}

/// Of the narrow ones that begin on the same pixel the one that needs attention most stands for
/// all.
int TimelinePainter::paintRow(QPainter &painter, int row) const
{
    const double margin = 4 * m_axis.millisecondsPerPixel();
    const auto [first, last] =
        m_layout.barsBetween(row, m_axis.instantAt(0) - qRound64(margin),
                             m_axis.instantAt(m_axis.width()) + qRound64(margin), m_now);
    const QList<TimelineBar> &bars = m_layout.lanes().bars(row);
    int painted = 0;
    for (qsizetype i = first; i < last; ++i) {
        TimelineBar shown = bars.at(i);
        const QRectF rect = m_layout.rectOf(row, shown, m_axis, m_now);
        const double pixel = std::floor(rect.left());
        while (isNarrow(shown) && i + 1 < last && isNarrow(bars.at(i + 1))
               && m_axis.xOf(bars.at(i + 1).from) < pixel + 1) {
            ++i;
            if (statusRank(bars.at(i).status) < statusRank(shown.status))
                shown.status = bars.at(i).status;
        }
        paintBar(painter, rect, shown);
        ++painted;
    }
    return painted;
}

bool TimelinePainter::isNarrow(const TimelineBar &bar) const
{
    return m_axis.xOf(TimelineLayout::endOf(bar, m_now)) - m_axis.xOf(bar.from) < 1;
}

void TimelinePainter::paintBar(QPainter &painter, const QRectF &rect, const TimelineBar &bar) const
{
    const QColor colour = statusColour(bar.status, false, m_palette);
    if (rect.width() < narrow) {
        painter.fillRect(narrowed(rect, bar.status), colour);
        return;
    }
    const double left = qMax(rect.left(), -beyond);
    const double right = qMin(rect.right(), m_axis.width() + beyond);
    const QRectF shown(left, rect.top(), right - left, rect.height());
    painter.fillRect(shown, withAlpha(colour, isDark(m_palette) ? 0.32 : 0.22));
    if (const Qt::BrushStyle pattern = patternOf(bar.status); pattern != Qt::NoBrush)
        painter.fillRect(shown, QBrush(withAlpha(colour, 0.45), pattern));
    painter.fillRect(QRectF(left, rect.top(), 3, rect.height()), colour);
    if (shown.width() < leastForFrame)
        return;
    painter.setPen(colour);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(shown.adjusted(0.5, 0.5, -0.5, -0.5));
    paintInside(painter, shown, bar);
}

void TimelinePainter::paintInside(QPainter &painter, const QRectF &rect,
                                  const TimelineBar &bar) const
{
    const double left = qMax(rect.left(), 0.0) + 3 + barGap;
    const double room = qMin(rect.right(), double(m_axis.width())) - left - barGap;
    if (room < barIconSide)
        return;
    QString name;
    double nameWidth = 0;
    if (room >= leastForText) {
        name = oneLine(m_layout.lanes().spans().at(bar.span).name, 120);
        nameWidth = m_metrics.horizontalAdvance(name);
        if (const double most = room - barIconSide - barGap; nameWidth > most) {
            name = m_metrics.elidedText(name, Qt::ElideRight, qFloor(most));
            nameWidth = most;
        }
        nameWidth += barGap;
    }
    painter.fillRect(QRectF(left - barGap / 2.0, rect.top() + 1, barIconSide + nameWidth + barGap,
                            rect.height() - 2),
                     withAlpha(m_palette.color(QPalette::Base), 0.8));
    painter.drawPixmap(QPointF(left, rect.center().y() - barIconSide / 2.0),
                       iconOf(bar.status, painter.device()->devicePixelRatioF()));
    if (name.isEmpty())
        return;
    painter.setPen(m_palette.color(QPalette::Text));
    painter.drawText(
        QRectF(left + barIconSide + barGap, rect.top(), room - barIconSide, rect.height()),
        Qt::AlignVCenter | Qt::TextSingleLine, name);
}

/// Looked up once for all bars of a status: the cache of pixmaps has long keys.
const QPixmap &TimelinePainter::iconOf(TaskStatus status, qreal devicePixelRatio) const
{
    QPixmap &icon = m_icons[status];
    if (icon.isNull()) {
        icon = tintedPixmap(statusIconName(status, false), statusColour(status, false, m_palette),
                            barIconSide, devicePixelRatio);
    }
    return icon;
}

void TimelinePainter::paintSelected(QPainter &painter) const
{
    if (m_selected < 0)
        return;
    const int row = m_layout.lanes().rowOf(m_selected);
    for (const TimelineBar &bar : m_layout.lanes().bars(row)) {
        if (bar.span != m_selected)
            continue;
        QRectF rect = m_layout.rectOf(row, bar, m_axis, m_now);
        rect.setLeft(qMax(rect.left(), -beyond));
        rect.setRight(qMin(rect.right(), m_axis.width() + beyond));
        const QColor frame = m_palette.color(m_hasFocus ? QPalette::Active : QPalette::Inactive,
                                             QPalette::Highlight);
        painter.setPen(QPen(frame, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(-1, 0, 1, 0));
    }
}

} // namespace headway
