#include "ui/widgets/courseplot.h"

#include "ui/models/plaintext.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr int plotGap = 6;
constexpr int longestUnit = 16;
constexpr int ticksAtMost = 5;
constexpr double lowestCpuTop = 4; // per cent: its marks have no digits behind the point

struct PlotWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::CoursePlot)
};

bool isBytes(CourseMeasure measure)
{
    return measure == CourseMeasure::Output || measure == CourseMeasure::Memory;
}

double stepOf(CourseMeasure measure, double most)
{
    constexpr int marks = 3;
    if (measure == CourseMeasure::Fraction)
        return 0.5;
    if (isBytes(measure))
        return std::exp2(std::ceil(std::log2(std::max(1.0, most / marks))));
    return tickStep(most, marks);
}

QColor faint(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

/// Marks are round, and need no digits behind the point.
QString markText(CourseMeasure measure, double value)
{
    return isBytes(measure) ? QLocale().formattedDataSize(static_cast<qint64>(value), 0)
                            : measureText(measure, value, {});
}

QString timeText(milliseconds time, milliseconds step)
{
    return step < 1s ? durationWords(time) : clockText(time);
}

} // namespace

QString measureText(CourseMeasure measure, double value, const QString &unit)
{
    switch (measure) {
    case CourseMeasure::Fraction:
        return PlotWords::tr("%1 %").arg(static_cast<int>(std::floor(value * 100 + 1e-9)));
    case CourseMeasure::Cpu:
        return PlotWords::tr("%1 %").arg(QLocale().toString(value, 'f', 0));
    case CourseMeasure::Output:
    case CourseMeasure::Memory:
        return QLocale().formattedDataSize(static_cast<qint64>(value), 1);
    case CourseMeasure::Current:
        break;
    }
    const QString number = QLocale().toString(value, 'g', 6);
    return unit.isEmpty() ? number : number + u' ' + oneLine(unit, longestUnit);
}

double CoursePlot::fittingTop() const
{
    if (measure == CourseMeasure::Fraction)
        return 1;
    double highest = 0;
    for (const Line &line : lines) {
        for (const QPointF &point : line.curve)
            highest = std::max(highest, point.y());
    }
    if (highest <= 0)
        return measure == CourseMeasure::Cpu ? 100 : 1;
    if (measure == CourseMeasure::Cpu)
        highest = std::max(highest, lowestCpuTop);
    const double step = stepOf(measure, highest);
    const double round = std::ceil(highest / step) * step;
    return std::isfinite(round) && round > 0 ? round : highest; // amounts may be any numbers
}

QList<double> CoursePlot::ticks() const
{
    const double step = stepOf(measure, top);
    if (!std::isfinite(step) || step <= 0)
        return {0, top};
    QList<double> ticks;
    for (int i = 0; i < ticksAtMost && i * step / top <= 1 + 1e-9; ++i)
        ticks.append(i * step);
    return ticks;
}

QPointF CoursePlot::place(const QPointF &point) const
{
    const double x = point.x() / static_cast<double>(most.count());
    return {area.left() + x * area.width(), area.bottom() - point.y() / top * area.height()};
}

int CoursePlot::labelWidth(const QFontMetrics &metrics) const
{
    int width = 0;
    for (const double value : ticks())
        width = std::max(width, metrics.horizontalAdvance(markText(measure, value)));
    return width;
}

void CoursePlot::paint(QPainter &painter, const QPalette &palette) const
{
    paintValues(painter, palette);
    paintTimes(painter, palette);
    painter.setPen(palette.color(QPalette::PlaceholderText));
    painter.drawText(area.adjusted(plotGap, 2, 0, 0), Qt::AlignTop | Qt::AlignLeft, title);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(area.adjusted(-2, -2, 2, 2), Qt::IntersectClip);
    for (const Line &line : lines)
        paintLine(painter, line);
    painter.restore();
}

void CoursePlot::paintValues(QPainter &painter, const QPalette &palette) const
{
    const int height = painter.fontMetrics().height();
    double free = area.bottom() + height; // above it there is room for the next word
    for (const double value : ticks()) {
        const double y = place({0, value}).y();
        painter.setPen(faint(palette.color(QPalette::Text), value == 0 ? 0.4F : 0.12F));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        if (y + height / 2.0 > free)
            continue;
        free = y - height / 2.0;
        painter.setPen(palette.color(QPalette::PlaceholderText));
        painter.drawText(QRectF(0, y - height / 2.0, area.left() - plotGap, height),
                         Qt::AlignRight | Qt::AlignVCenter, markText(measure, value));
    }
}

void CoursePlot::paintTimes(QPainter &painter, const QPalette &palette) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int room = metrics.horizontalAdvance(u"00:00:00"_s) + 3 * plotGap;
    const milliseconds step = tickStep(most, std::max(1, static_cast<int>(area.width()) / room));
    for (milliseconds time{}; time <= most; time += step) {
        const double x = place({static_cast<double>(time.count()), 0}).x();
        painter.setPen(faint(palette.color(QPalette::Text), time == 0ms ? 0.4F : 0.12F));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        if (!hasTimes)
            continue;
        painter.setPen(palette.color(QPalette::PlaceholderText));
        const QRectF cell(x - room / 2.0, area.bottom() + plotGap, room, metrics.height());
        painter.drawText(cell, Qt::AlignCenter, timeText(time, step));
    }
}

void CoursePlot::paintLine(QPainter &painter, const Line &line) const
{
    if (line.curve.isEmpty())
        return;
    QPainterPath path(place(line.curve.constFirst()));
    for (const QPointF &point : line.curve)
        path.lineTo(place(point));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(line.colour, line.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

} // namespace headway
