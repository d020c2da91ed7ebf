#pragma once

#include "ui/models/taskmoments.h"

#include <QWidget>

namespace headway {

/// The states of a task one under the other, with the instant at which each began and how long it
/// lasted.
class StateTimeline : public QWidget
{
    Q_OBJECT

public:
    explicit StateTimeline(QWidget *parent = nullptr);

    /// Of very many the first one is shown, and the last ones.
    void setMoments(const QList<TaskMoment> &moments, const QDateTime &now);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    void paintRow(QPainter &painter, qsizetype index) const;

    QList<TaskMoment> m_moments; ///< those that are shown
    QDateTime m_now;
};

} // namespace headway
