#pragma once

#include "ui/models/coursecurve.h"

#include <QColor>
#include <QFontMetrics>
#include <QPalette>

class QPainter;

namespace headway {

/// One diagram: curves of one measure over the time, with its axes. A value that is painted.
struct CoursePlot
{
    struct Line
    {
        CourseCurve curve;
        QColor colour;
        qreal width = 1;
    };

    CourseMeasure measure = CourseMeasure::Fraction;
    QString title;
    QString unit; ///< of Current
    QList<Line> lines; ///< in the order in which they are painted
    double top = 1; ///< the greatest value of the axis: fittingTop()
    std::chrono::milliseconds most{}; ///< how far the time goes; positive
    QRectF area; ///< within the axes
    bool hasTimes = false; ///< the time axis has its words

    /// A round number at or above all values; positive and finite.
    double fittingTop() const;
    QPointF place(const QPointF &point) const;
    /// The width of the widest word of its axis.
    int labelWidth(const QFontMetrics &metrics) const;
    void paint(QPainter &painter, const QPalette &palette) const;

private:
    QList<double> ticks() const;
    void paintValues(QPainter &painter, const QPalette &palette) const;
    void paintTimes(QPainter &painter, const QPalette &palette) const;
    void paintLine(QPainter &painter, const Line &line) const;
};

/// "43 %", "1,204 files", "1.2 GiB"
QString measureText(CourseMeasure measure, double value, const QString &unit);

} // namespace headway
