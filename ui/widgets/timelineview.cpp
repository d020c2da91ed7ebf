#include "ui/widgets/timelineview.h"

#include "ui/models/plaintext.h"
#include "ui/models/spanwords.h"
#include "ui/widgets/draggesture.h"
#include "ui/widgets/timelinepainter.h"

#include <QAction>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace headway {

namespace {

constexpr double zoomStep = 1.25;
constexpr double keyPan = 0.15; // of the width
constexpr int wheelNotch = 120; // Source: QWheelEvent::angleDelta()
constexpr int wheelPan = 80; // pixels a notch
constexpr qint64 shortestGrowth = 250; // ms
constexpr qint64 longestGrowth = 60'000; // ms
constexpr int highestPicture = 4000; // pixels

TimelineLanes::Direction directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return TimelineLanes::Direction::Before;
    case Qt::Key_Right:
        return TimelineLanes::Direction::After;
    case Qt::Key_Up:
        return TimelineLanes::Direction::Above;
    default:
        return TimelineLanes::Direction::Below;
    }
}

} // namespace

TimelineView::TimelineView(const Clock &clock, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_clock(clock)
{
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Timeline"));
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::ArrowCursor);
    const auto *gesture = new DragGesture(*viewport());
    connect(gesture, &DragGesture::dragged, this, &TimelineView::drag);
    connect(gesture, &DragGesture::clicked, this,
            [this](QPoint place) { choose(sight().spanAt(place)); });
    m_growth.setSingleShot(true);
    connect(&m_growth, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    const auto addZoom = [this](const QString &text, const QList<QKeySequence> &keys,
                                double factor) {
        auto *action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, factor] { zoom(factor); });
        addAction(action);
        m_zoomActions.append(action);
    };
    addZoom(tr("Show less time"), {Qt::Key_Plus, Qt::Key_Equal, QKeySequence::ZoomIn},
            1 / (zoomStep * zoomStep));
    addZoom(tr("Show more time"), {Qt::Key_Minus, QKeySequence::ZoomOut}, zoomStep * zoomStep);
}

void TimelineView::setSpans(const QList<TaskSpan> &spans)
{
    m_spans = spans;
    layOut();
}

void TimelineView::setLaneKey(LaneKey key)
{
    m_key = key;
    layOut();
}

void TimelineView::layOut()
{
    m_layout = TimelineLayout(TimelineLanes(m_spans, m_key), fontMetrics());
    updateScrollBar();
    viewport()->update();
    growSoon();
}

void TimelineView::updateScrollBar()
{
    const int room = viewport()->height() - TimelinePainter::headHeight(fontMetrics());
    m_axis.setWidth(viewport()->width() - TimelinePainter::namesWidth(fontMetrics()));
    verticalScrollBar()->setRange(0, qMax(0, m_layout.height() - room));
    verticalScrollBar()->setPageStep(qMax(1, room));
    verticalScrollBar()->setSingleStep(m_layout.rowHeight());
}

void TimelineView::showPeriod(const Period &period)
{
    m_axis.setPeriod(period);
    tellPeriod();
}

void TimelineView::tellPeriod()
{
    viewport()->update();
    growSoon();
    Q_EMIT periodChanged(period());
}

void TimelineView::zoom(double factor)
{
    const double pointer = sight().onAxis(viewport()->mapFromGlobal(QCursor::pos())).x();
    const bool isOver = viewport()->underMouse() && pointer > 0 && pointer < m_axis.width();
    zoomAt(factor, isOver ? pointer : m_axis.width() / 2.0);
}

void TimelineView::zoomAt(double factor, double x)
{
    m_axis.zoom(factor, x);
    tellPeriod();
}

void TimelineView::pan(double pixels)
{
    m_axis.pan(pixels);
    tellPeriod();
}

/// No more often than its end moves on by a pixel.
void TimelineView::growSoon()
{
    const qint64 at = now();
    const bool isNowInSight = m_axis.xOf(at) >= 0 && m_axis.xOf(at) < m_axis.width() + 1;
    if (!isVisible() || !m_layout.lanes().hasLive() || !isNowInSight) {
        m_growth.stop();
        return;
    }
    const auto pixel = static_cast<qint64>(m_axis.millisecondsPerPixel());
    m_growth.setTimerType(pixel > 10'000 ? Qt::VeryCoarseTimer : Qt::CoarseTimer);
    m_growth.start(static_cast<int>(qBound(shortestGrowth, pixel, longestGrowth)));
}

TimelineSight TimelineView::sight() const
{
    return {m_layout, m_axis, fontMetrics(), verticalScrollBar()->value(), now()};
}

TaskId TimelineView::taskAt(QPoint point) const
{
    const qsizetype span = sight().spanAt(point);
    return span < 0 ? TaskId() : m_layout.lanes().spans().at(span).id;
}

QRect TimelineView::rectOf(TaskId id) const
{
    const qsizetype span = m_layout.lanes().find(id);
    return span < 0 ? QRect() : sight().rectOf(span, viewport()->width());
}

void TimelineView::select(TaskId id)
{
    if (m_selected == id)
        return;
    m_selected = id;
    const qsizetype span = m_layout.lanes().find(id);
    // A screen reader says the name of what has the focus whenever it is another.
    setAccessibleName(
        span < 0
            ? tr("Timeline")
            : tr("Timeline: %1").arg(sentenceOf(m_layout.lanes().spans().at(span), m_clock.now())));
    viewport()->update();
}

void TimelineView::choose(qsizetype span)
{
    if (span < 0)
        return;
    const TaskSpan chosen =
        m_layout.lanes().spans().at(span); // a copy: whoever is told may change them
    select(chosen.id);
    Q_EMIT taskSelected(chosen.row);
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        showToolTip(static_cast<const QHelpEvent &>(*event));
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::showToolTip(const QHelpEvent &event)
{
    const qsizetype span = sight().spanAt(event.pos());
    if (span < 0)
        return QToolTip::hideText();
    const TaskSpan &shown = m_layout.lanes().spans().at(span);
    QToolTip::showText(event.globalPos(), toolTipText(linesOf(shown, m_clock.now())), viewport(),
                       rectOf(shown.id));
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    TimelinePainter timeline(m_layout, m_axis, now(), palette(), font());
    timeline.setSelected(m_layout.lanes().find(m_selected), hasFocus());
    m_paintedBars = timeline.paint(painter, viewport()->size(), verticalScrollBar()->value());
    if (!m_growth.isActive())
        growSoon();
}

QSize TimelineView::pictureSize() const
{
    const int height = TimelinePainter::headHeight(fontMetrics()) + m_layout.height();
    return {viewport()->width(), qBound(viewport()->height(), height, highestPicture)};
}

void TimelineView::paintPicture(QPainter &painter, QSize size) const
{
    const TimelinePainter timeline(m_layout, m_axis, now(), palette(), font());
    timeline.paint(painter, size, 0);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    updateScrollBar();
    QAbstractScrollArea::resizeEvent(event);
}

void TimelineView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        layOut();
    QAbstractScrollArea::changeEvent(event);
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    growSoon();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_growth.stop();
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    const QPoint turned = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAt(std::pow(zoomStep, -double(turned.y()) / wheelNotch),
               sight().onAxis(event->position()).x());
        return;
    }
    const bool scrolls = verticalScrollBar()->maximum() > 0 && turned.x() == 0
        && !(event->modifiers() & Qt::ShiftModifier);
    if (scrolls)
        return QAbstractScrollArea::wheelEvent(event);
    const int sideways = turned.x() != 0 ? turned.x() : turned.y();
    pan(-double(sideways) * wheelPan / wheelNotch);
}

void TimelineView::drag(QPoint moved)
{
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
    if (moved.x() != 0)
        pan(-moved.x());
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype span =
        event->button() == Qt::LeftButton ? sight().spanAt(event->position()) : -1;
    if (span >= 0)
        Q_EMIT taskActivated(m_layout.lanes().spans().at(span).row);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool pans = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (pans) {
            const double way = event->key() == Qt::Key_Left ? -keyPan : keyPan;
            return pan(way * m_axis.width());
        }
        return step(event->key());
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (pans) {
            verticalScrollBar()->triggerAction(event->key() == Qt::Key_Up
                                                   ? QAbstractSlider::SliderSingleStepSub
                                                   : QAbstractSlider::SliderSingleStepAdd);
            return;
        }
        return step(event->key());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const qsizetype span = m_layout.lanes().find(m_selected); span >= 0)
            Q_EMIT taskActivated(m_layout.lanes().spans().at(span).row);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineView::step(int key)
{
    const qsizetype selected = m_layout.lanes().find(m_selected);
    const qsizetype next =
        selected < 0 ? sight().firstSpan() : m_layout.lanes().neighbour(selected, directionOf(key));
    if (next < 0)
        return;
    bringIntoSight(next);
    choose(next);
}

void TimelineView::bringIntoSight(qsizetype span)
{
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(sight().scrolledTo(span, bar->pageStep()));
    if (const double way = sight().wayTo(span); way != 0)
        pan(way);
}

} // namespace headway
