#pragma once

#include "ui/models/figures.h"

#include <QWidget>

namespace headway {

/// When most tasks begin: weekdays by hours, the more the stronger its colour.
class BusyHoursPlot : public QWidget
{
    Q_OBJECT

public:
    explicit BusyHoursPlot(QWidget *parent = nullptr);

    void setFigures(const WeekFigures &figures);
    QString title() const;
    /// Paints it, @p size large.
    void paint(QPainter &painter, QSize size) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Grid
    {
        QRectF cells;
        double width = 0; ///< of a cell
        double height = 0;
    };
    Grid gridIn(QSize size) const;
    QString linesAt(QPointF point) const;
    void paintCells(QPainter &painter, const Grid &grid) const;
    void paintWords(QPainter &painter, const Grid &grid) const;

    WeekFigures m_figures{};
    qint64 m_most = 0; ///< in one cell
};

} // namespace headway
