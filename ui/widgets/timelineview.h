#pragma once

#include "core/base/clock.h"
#include "ui/widgets/timelinesight.h"

#include <QAbstractScrollArea>
#include <QTimer>

class QHelpEvent;

namespace headway {

/// Tasks as bars on a time axis, in lanes. Ctrl and the wheel zoom, dragging and the wheel pan; the
/// arrow keys go from bar to bar, with Shift they pan.
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the view.
    explicit TimelineView(const Clock &clock, QWidget *parent = nullptr);

    void setSpans(const QList<TaskSpan> &spans);
    void setLaneKey(LaneKey key);
    LaneKey laneKey() const { return m_key; }

    Period period() const { return m_axis.period(); }
    void showPeriod(const Period &period);
    bool hasBarsInSight() const { return sight().firstSpan() >= 0; }
    /// Shows @p factor times as much time, around the middle.
    void zoom(double factor);
    const QList<QAction *> &zoomActions() const { return m_zoomActions; }

    /// Null: none.
    TaskId selectedTask() const { return m_selected; }
    void select(TaskId id);
    /// Null: no bar is there. @p point is the viewport's.
    TaskId taskAt(QPoint point) const;
    /// Where its bar is in the viewport; empty for one that is none.
    QRect rectOf(TaskId id) const;
    /// How many bars the last frame had.
    int paintedBars() const { return m_paintedBars; }
    bool isGrowing() const { return m_growth.isActive(); }

    /// As wide as the view, and as high as all its lanes, as far as that is no tower.
    QSize pictureSize() const;
    /// Paints @p size pixels of it, from its first lane on.
    void paintPicture(QPainter &painter, QSize size) const;

Q_SIGNALS:
    void periodChanged(const headway::Period &period);
    /// A bar has been chosen; @p number is Task::row.
    void taskSelected(quint32 number);
    /// A bar has been chosen to be gone to: double click, Enter.
    void taskActivated(quint32 number);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void updateScrollBar();
    void zoomAt(double factor, double x);
    void pan(double pixels);
    void drag(QPoint moved);
    void tellPeriod();
    void growSoon();
    void showToolTip(const QHelpEvent &event);
    void choose(qsizetype span);
    void step(int key);
    void bringIntoSight(qsizetype span);
    TimelineSight sight() const;
    qint64 now() const { return m_clock.now().toMSecsSinceEpoch(); }

    const Clock &m_clock;
    QList<TaskSpan> m_spans;
    LaneKey m_key = LaneKey::Kind;
    TimelineLayout m_layout;
    TimeAxis m_axis;
    TaskId m_selected;
    QList<QAction *> m_zoomActions;
    QTimer m_growth; ///< to the next frame in which what is under way is longer
    int m_paintedBars = 0;
};

} // namespace headway
