#pragma once

#include "ui/models/taskmoments.h"

#include <QWidget>

namespace headway {

/// The states of a task side by side, each as wide as it was long, with its icon and its word where
/// there is room; all of it is told of the one under the pointer.
class StateStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StateStrip(QWidget *parent = nullptr);

    void setMoments(const QList<TaskMoment> &moments, const QDateTime &now);
    /// Where each of them stands, in their order; of more than there is room for, neighbours are
    /// one.
    QList<QRectF> spans() const;
    /// All that is told of the one at @p position; "" beside them.
    QString toolTipAt(const QPointF &position) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QList<TaskMoment> shown() const;
    QList<QRectF> spansOf(const QList<TaskMoment> &moments) const;
    void paintSpan(QPainter &painter, const TaskMoment &moment, const QRectF &span) const;

    QList<TaskMoment> m_moments;
    QDateTime m_now;
};

} // namespace headway
