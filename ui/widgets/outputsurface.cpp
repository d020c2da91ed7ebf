#include "ui/widgets/outputsurface.h"

#include <QAccessible>
#include <QFontDatabase>
#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <climits>
#include <utility>

namespace headway {

namespace {

constexpr int surfaceMargin = 6;
constexpr int frameMilliseconds = 33;
constexpr int rowsAbove = 3; ///< that stay in sight before a match

} // namespace

OutputSurface::OutputSurface(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_sight(m_pages)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFrameShape(QFrame::NoFrame);
    viewport()->setBackgroundRole(QPalette::Base);
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this,
            &OutputSurface::scrollByBar);
    connect(&m_pages, &OutputPages::restarted, this, &OutputSurface::restart);
    connect(&m_pages, &OutputPages::arrived, this, &OutputSurface::settleSoon);
    connect(&m_pages, &OutputPages::foundEmpty, viewport(), qOverload<>(&QWidget::update));
    connect(&m_pages, &OutputPages::grew, this, [this] {
        if (!m_growth.isActive() && isVisible())
            m_growth.start(m_sheet.isEmpty() ? 0 : frameMilliseconds, this);
    });
}

OutputSurface::~OutputSurface() = default;

void OutputSurface::setTask(const TaskSessionPtr &session, TaskId task)
{
    m_pages.setTask(session, task);
}

void OutputSurface::restart()
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

void OutputSurface::scrollToBeginning()
{
    m_wantedByte.reset();
    m_sight.show(0);
    settle();
}

void OutputSurface::scrollToEnd()
{
    m_wantedByte.reset();
    m_sight.follow();
    settle();
}

void OutputSurface::showMatch(const OutputMatch &match)
{
    m_wantedByte.reset();
    m_wanted = match;
    m_sight.show(match.at.row, std::min(rowsAbove, m_sight.height() / 2));
    settle();
}

void OutputSurface::showByte(qint64 offset)
{
    if (m_pages.isEmpty()) // what is written later is none of it
        return;
    m_wantedByte = offset;
    settle();
}

/// Nothing is known of the size of an output that was not looked at before.
void OutputSurface::aimAtWantedByte()
{
    if (m_wantedByte && m_pages.size() > 0)
        m_sight.show(std::min(*m_wantedByte, m_pages.size() - 1),
                     std::min(rowsAbove, m_sight.height() / 2));
}

void OutputSurface::selectWantedByte()
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

OutputPlace OutputSurface::place() const
{
    if (!m_selection.isEmpty() || m_sheet.isEmpty())
        return m_selection.first();
    return {m_sheet.firstByte(), -1};
}

void OutputSurface::selectAll()
{
    select({{}, {m_pages.size(), 0}});
}

/// After whatever else is to be done now: what arrives may arrive while rows are asked for.
void OutputSurface::settleSoon()
{
    if (!isVisible() || std::exchange(m_isDue, true))
        return;
    QMetaObject::invokeMethod(this, &OutputSurface::settle, Qt::QueuedConnection);
}

void OutputSurface::settle()
{
    m_isDue = false;
    if (!isVisible())
        return;
    m_sight.setHeight((viewport()->height() - surfaceMargin)
                      / qMax(1, fontMetrics().lineSpacing()));
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

void OutputSurface::showRows()
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

void OutputSurface::placeBars()
{
    m_isPlacing = true;
    const qint64 first = m_sheet.firstByte();
    const qint64 seen = m_sheet.endByte() - first;
    const qint64 last = m_sight.follows() ? first : std::max(first + 1, m_sight.size() - seen);
    verticalScrollBar()->setRange(0, std::max(barValue(last), first > 0 ? 1 : 0));
    verticalScrollBar()->setPageStep(std::max(1, barValue(seen)));
    verticalScrollBar()->setValue(m_sight.follows() ? verticalScrollBar()->maximum()
                                                    : barValue(first));
    const int room = viewport()->width() - 2 * surfaceMargin;
    horizontalScrollBar()->setRange(0, std::max(0, m_sheet.width() - room));
    horizontalScrollBar()->setPageStep(room);
    m_isPlacing = false;
}

/// A bar counts in int; an output may be longer.
int OutputSurface::bytesOfStep() const
{
    constexpr qint64 longest = INT_MAX / 2;
    return static_cast<int>(m_sight.size() / longest) + 1;
}

int OutputSurface::barValue(qint64 bytes) const
{
    return static_cast<int>(bytes / bytesOfStep());
}

int OutputSurface::rowsOfPage() const
{
    return std::max(1, m_sight.height() - 1);
}

void OutputSurface::scrollRows(int rows)
{
    m_wantedByte.reset();
    m_sight.scroll(rows);
    settle();
}

/// What the bar counts are bytes; what its arrows move by is a row.
void OutputSurface::scrollByBar(int action)
{
    m_wantedByte.reset();
    const int page = rowsOfPage();
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

void OutputSurface::scrollContentsBy(int, int dy)
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

void OutputSurface::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    const bool looksNew =
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (!looksNew)
        return;
    m_sheet.clear();
    settleSoon();
}

void OutputSurface::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    settleSoon();
}

void OutputSurface::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_growth.timerId())
        return QAbstractScrollArea::timerEvent(event);
    m_growth.stop();
    settle();
}

void OutputSurface::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    settleSoon();
}

void OutputSurface::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (m_sheet.isEmpty())
        paintEmpty(painter);
    const QPoint origin(surfaceMargin - horizontalScrollBar()->value(), surfaceMargin / 2);
    painter.translate(origin);
    m_sheet.paint(painter, event->rect().translated(-origin), m_selection, palette());
}

void OutputSurface::setEmptyText(const QString &text)
{
    if (std::exchange(m_emptyText, text) != text)
        viewport()->update();
}

void OutputSurface::paintEmpty(QPainter &painter) const
{
    painter.setPen(palette().color(QPalette::PlaceholderText));
    constexpr QMargins inset(surfaceMargin, surfaceMargin, surfaceMargin, surfaceMargin);
    painter.drawText(viewport()->rect().marginsRemoved(inset),
                     Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, shownEmptyText());
}

void OutputSurface::select(const OutputSelection &selection)
{
    m_selection = selection;
    viewport()->update();
    Q_EMIT selectionChanged();
}

OutputPlace OutputSurface::placeAt(const QPoint &point) const
{
    return m_sheet.placeAt({point.x() - surfaceMargin + horizontalScrollBar()->value(),
                            point.y() - surfaceMargin / 2});
}

} // namespace headway
