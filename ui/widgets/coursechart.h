#pragma once

#include "ui/widgets/courseplot.h"

#include <QWidget>

namespace headway {

/// How far a run was over its time, laid over earlier runs of the same, and below it what it used.
/// The pointer or the arrow keys move a cursor along it, which tells how things stood; a click or
/// the return key asks for that moment of the output.
class CourseChart : public QWidget
{
    Q_OBJECT

public:
    explicit CourseChart(QWidget *parent = nullptr);

    void setRuns(const CourseRun &own, const QList<CourseRun> &earlier);
    /// Whether there is anything to draw.
    bool hasCurve() const { return !m_plots.isEmpty(); }
    /// Takes the cursor away.
    void clearCursor();

    /// How things stood at the cursor, or how they stand; "" when nothing is drawn.
    QString readOut() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The reader wants to see the output as it was when it had @p bytes.
    void momentWanted(qint64 bytes);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void replot();
    CoursePlot makePlot(CourseMeasure measure, const QString &title) const;
    void arrange();
    void setCursorAt(std::optional<std::chrono::milliseconds> elapsed);
    std::optional<std::chrono::milliseconds> timeAt(const QPointF &point) const;
    bool moveCursor(int key);
    void wantMoment();
    QRectF legendArea() const;
    void paintLegend(QPainter &painter) const;
    void paintCursor(QPainter &painter) const;

    CourseRun m_own;
    QList<CourseRun> m_earlier;
    QList<CoursePlot> m_plots; ///< the progress first
    std::optional<std::chrono::milliseconds> m_cursor; ///< CourseSample::elapsed of one of m_own
};

} // namespace headway
