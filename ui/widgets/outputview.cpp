#include "ui/widgets/outputview.h"

#include "ui/widgets/outputspeech.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <climits>
#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 6;
constexpr int frameMilliseconds = 33;
constexpr int dragMilliseconds = 40;
constexpr int rowsAbove = 3; ///< that stay in sight before a match
constexpr int rowsOfWheel = 3;

} // namespace

OutputView::OutputView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_sight(m_pages)
{
    OutputSpeech::install();
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Output of the selected task"));
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setCursor(Qt::IBeamCursor);
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, &OutputView::scrollByBar);
    connect(&m_pages, &OutputPages::restarted, this, &OutputView::restart);
    connect(&m_pages, &OutputPages::arrived, this, &OutputView::settleSoon);
    connect(&m_pages, &OutputPages::grew, this, [this] {
        if (!m_growth.isActive() && isVisible())
            m_growth.start(m_sheet.isEmpty() ? 0 : frameMilliseconds, this);
    });
}

OutputView::~OutputView() = default;

void OutputView::setTask(const TaskSessionPtr &session, TaskId task)
{
    m_pages.setTask(session, task);
}

void OutputView::restart()
{
    m_sight.restart();
    m_sheet.clear();
    m_selection = {};
    m_wanted.reset();
    m_wantedByte.reset();
    m_growth.stop();
    horizontalScrollBar()->setValue(0);
    placeBars();
    viewport()->update();
    m_followed = true;
    Q_EMIT selectionChanged();
    Q_EMIT followsEndChanged(true);
}

void OutputView::scrollToEnd()
{
    m_wantedByte.reset();
    m_sight.follow();
    settle();
}

void OutputView::showMatch(const OutputMatch &match)
{
    m_wantedByte.reset();
    m_wanted = match;
    m_sight.show(match.at.row, std::min(rowsAbove, m_sight.height() / 2));
    settle();
}

void OutputView::showByte(qint64 offset)
{
    if (m_pages.isEmpty()) // what is written later is none of it
        return;
    m_wantedByte = offset;
    settle();
}

/// Nothing is known of the size of an output that was not looked at before.
void OutputView::aimAtWantedByte()
{
    if (m_wantedByte && m_pages.size() > 0)
        m_sight.show(std::min(*m_wantedByte, m_pages.size() - 1),
                     std::min(rowsAbove, m_sight.height() / 2));
}

void OutputView::selectWantedByte()
{
    if (!m_wantedByte || m_sight.rows().isEmpty())
        return;
    const qint64 offset = std::min(*m_wantedByte, m_sight.size() - 1);
    m_wantedByte.reset();
    for (const OutputRow &row : m_sight.rows()) {
        if (row.start <= offset && offset < row.end)
            select({{row.start, 0}, {row.end, 0}});
    }
}

OutputPlace OutputView::place() const
{
    if (!m_selection.isEmpty() || m_sheet.isEmpty())
        return m_selection.first();
    return {m_sheet.firstByte(), -1};
}

void OutputView::selectAll()
{
    select({{}, {m_pages.size(), 0}});
}

void OutputView::copy()
{
    if (!m_selection.isEmpty())
        Q_EMIT copyWanted(m_selection.first(), m_selection.last());
}

/// After whatever else is to be done now: what arrives may arrive while rows are asked for.
void OutputView::settleSoon()
{
    if (!isVisible() || std::exchange(m_isDue, true))
        return;
    QMetaObject::invokeMethod(this, &OutputView::settle, Qt::QueuedConnection);
}

void OutputView::settle()
{
    m_isDue = false;
    if (!isVisible())
        return;
    m_sight.setHeight((viewport()->height() - margin) / qMax(1, fontMetrics().lineSpacing()));
    aimAtWantedByte();
    if (!m_sight.settle())
        return;
    showRows();
    placeBars();
    viewport()->update();
    if (std::exchange(m_followed, m_sight.follows()) != m_sight.follows())
        Q_EMIT followsEndChanged(m_sight.follows());
    if (m_pages.size() > m_sight.size() && !m_growth.isActive())
        m_growth.start(frameMilliseconds, this);
}

void OutputView::showRows()
{
    m_sheet.setRows(m_sight.rows(), font(), palette());
    if (const auto match = std::exchange(m_wanted, std::nullopt))
        select({match->at, {match->at.row, match->at.column + match->length}});
    selectWantedByte();
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent changed(this, visibleText());
        QAccessible::updateAccessibility(&changed);
    }
}

void OutputView::placeBars()
{
    m_isPlacing = true;
    const qint64 first = m_sheet.firstByte();
    const qint64 seen = m_sheet.endByte() - first;
    const qint64 last = m_sight.follows() ? first : std::max(first + 1, m_sight.size() - seen);
    verticalScrollBar()->setRange(0, std::max(barValue(last), first > 0 ? 1 : 0));
    verticalScrollBar()->setPageStep(std::max(1, barValue(seen)));
    verticalScrollBar()->setValue(m_sight.follows() ? verticalScrollBar()->maximum()
                                                    : barValue(first));
    const int room = viewport()->width() - 2 * margin;
    horizontalScrollBar()->setRange(0, std::max(0, m_sheet.width() - room));
    horizontalScrollBar()->setPageStep(room);
    m_isPlacing = false;
}

/// A bar counts in int; an output may be longer.
int OutputView::bytesOfStep() const
{
    constexpr qint64 longest = INT_MAX / 2;
    return static_cast<int>(m_sight.size() / longest) + 1;
}

int OutputView::barValue(qint64 bytes) const
{
    return static_cast<int>(bytes / bytesOfStep());
}

void OutputView::scrollRows(int rows)
{
    m_wantedByte.reset();
    m_sight.scroll(rows);
    settle();
}

/// What the bar counts are bytes; what its arrows move by is a row.
void OutputView::scrollByBar(int action)
{
    m_wantedByte.reset();
    const int page = std::max(1, m_sight.height() - 1);
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd:
    case QAbstractSlider::SliderSingleStepSub:
        scrollRows(action == QAbstractSlider::SliderSingleStepAdd ? 1 : -1);
        break;
    case QAbstractSlider::SliderPageStepAdd:
    case QAbstractSlider::SliderPageStepSub:
        scrollRows(action == QAbstractSlider::SliderPageStepAdd ? page : -page);
        break;
    default:
        return;
    }
    verticalScrollBar()->setSliderPosition(verticalScrollBar()->value());
}

void OutputView::scrollContentsBy(int, int dy)
{
    viewport()->update();
    if (dy == 0 || m_isPlacing)
        return;
    const QScrollBar *bar = verticalScrollBar();
    if (bar->value() >= bar->maximum())
        m_sight.follow();
    else
        m_sight.show(qint64(bar->value()) * bytesOfStep());
    settleSoon();
}

bool OutputView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // The window has other uses for them, which come after the output's.
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)
            || key->matches(QKeySequence::Find) || key->matches(QKeySequence::FindNext)
            || key->matches(QKeySequence::FindPrevious) || key->key() == Qt::Key_Slash) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void OutputView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    const bool looksNew =
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (!looksNew)
        return;
    m_sheet.clear();
    settleSoon();
}

void OutputView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    settleSoon();
}

void OutputView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    settleSoon();
}

void OutputView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_growth.timerId()) {
        m_growth.stop();
        settle();
    } else if (event->timerId() == m_drag.timerId()) {
        const QPoint at = viewport()->mapFromGlobal(QCursor::pos());
        scrollRows(at.y() < 0 ? -1 : 1);
        select({m_selection.anchor, placeAt(at)});
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void OutputView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (m_sheet.isEmpty())
        paintEmpty(painter);
    const QPoint origin(margin - horizontalScrollBar()->value(), margin / 2);
    painter.translate(origin);
    m_sheet.paint(painter, event->rect().translated(-origin), m_selection, palette());
}

void OutputView::paintEmpty(QPainter &painter) const
{
    if (m_pages.size() > 0 || m_pages.task().isNull())
        return;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                     Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, tr("Nothing written yet."));
}

void OutputView::select(const OutputSelection &selection)
{
    m_selection = selection;
    viewport()->update();
    Q_EMIT selectionChanged();
}

OutputPlace OutputView::placeAt(const QPoint &point) const
{
    return m_sheet.placeAt(
        {point.x() - margin + horizontalScrollBar()->value(), point.y() - margin / 2});
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const OutputPlace place = placeAt(event->position().toPoint());
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    select({extends ? m_selection.anchor : place, place});
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint at = event->position().toPoint();
    select({m_selection.anchor, placeAt(at)});
    const bool isBeyond = at.y() < 0 || at.y() > viewport()->height();
    if (!isBeyond)
        m_drag.stop();
    else if (!m_drag.isActive())
        m_drag.start(dragMilliseconds, this);
}

void OutputView::mouseReleaseEvent(QMouseEvent *)
{
    m_drag.stop();
}

void OutputView::mouseDoubleClickEvent(QMouseEvent *event)
{
    select(m_sheet.wordAt(placeAt(event->position().toPoint())));
}

void OutputView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), QKeySequence(QKeySequence::Copy), this, &OutputView::copy)
        ->setEnabled(!m_selection.isEmpty());
    menu->addAction(tr("Select &All"), QKeySequence(QKeySequence::SelectAll), this,
                    &OutputView::selectAll);
    menu->addAction(tr("&Find…"), QKeySequence(QKeySequence::Find), this, &OutputView::findWanted);
    menu->popup(event->globalPos());
}

void OutputView::wheelEvent(QWheelEvent *event)
{
    if (std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y())
        || event->modifiers().testFlag(Qt::ShiftModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    m_wheel += event->angleDelta().y() * rowsOfWheel;
    const int rows = m_wheel / QWheelEvent::DefaultDeltasPerStep;
    m_wheel -= rows * QWheelEvent::DefaultDeltasPerStep;
    if (rows != 0)
        scrollRows(-rows);
    event->accept();
}

void OutputView::keyPressEvent(QKeyEvent *event)
{
    const bool selects = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->matches(QKeySequence::Find) || event->key() == Qt::Key_Slash)
        Q_EMIT findWanted();
    else if (event->key() == Qt::Key_F3)
        Q_EMIT findAgainWanted(selects);
    else if (!(selects && selectByKey(event->key()))
             && !scrollByKey(event->key(), event->modifiers()))
        QAbstractScrollArea::keyPressEvent(event);
}

bool OutputView::scrollByKey(int key, Qt::KeyboardModifiers modifiers)
{
    QScrollBar *bar = horizontalScrollBar();
    const int page = std::max(1, m_sight.height() - 1);
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        scrollRows(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        scrollRows(key == Qt::Key_PageUp || modifiers.testFlag(Qt::ShiftModifier) ? -page : page);
        return true;
    case Qt::Key_Home:
        m_wantedByte.reset();
        m_sight.show(0);
        settle();
        return true;
    case Qt::Key_End:
        scrollToEnd();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        bar->setValue(bar->value() + (key == Qt::Key_Left ? -1 : 1) * bar->singleStep());
        return true;
    default:
        return false;
    }
}

/// Row by row, from the top of what is in sight where nothing is selected yet.
bool OutputView::selectByKey(int key)
{
    if (m_sheet.isEmpty() || (key != Qt::Key_Up && key != Qt::Key_Down))
        return false;
    const int step = key == Qt::Key_Up ? -1 : 1;
    const OutputPlace top{m_sheet.firstByte(), 0};
    const OutputSelection from = m_selection.isEmpty() ? OutputSelection{top, top} : m_selection;
    std::optional<OutputPlace> next = m_sheet.rowBehind(from.cursor, step);
    if (!next) {
        scrollRows(step);
        next = m_sheet.rowBehind(from.cursor, step);
    }
    select({from.anchor, next.value_or(step < 0 ? top : m_sheet.end())});
    return true;
}

} // namespace headway
