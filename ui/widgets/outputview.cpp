#include "ui/widgets/outputview.h"

#include "ui/widgets/outputcolours.h"
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
            m_growth.start(m_rows.isEmpty() ? 0 : frameMilliseconds, this);
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
    m_rows.clear();
    m_anchor = m_cursor = {};
    m_wanted.reset();
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
    m_sight.follow();
    settle();
}

void OutputView::showMatch(const OutputMatch &match)
{
    m_wanted = match;
    m_sight.show(match.at.row, std::min(rowsAbove, m_sight.height() / 2));
    settle();
}

QString OutputView::visibleText() const
{
    QStringList lines;
    for (const Shown &row : m_rows)
        lines += row.line.text;
    return lines.join(u'\n');
}

OutputPlace OutputView::place() const
{
    if (hasSelection() || m_rows.isEmpty())
        return std::min(m_anchor, m_cursor);
    return {m_rows.constFirst().start, -1};
}

void OutputView::selectAll()
{
    m_anchor = {};
    m_cursor = {m_pages.size(), 0};
    viewport()->update();
    Q_EMIT selectionChanged();
}

void OutputView::copy()
{
    if (hasSelection())
        Q_EMIT copyWanted(std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor));
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
    m_sight.setHeight((viewport()->height() - margin) / rowHeight());
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
    QList<Shown> shown;
    for (const OutputRow &row : m_sight.rows()) {
        const auto known = std::find_if(m_rows.cbegin(), m_rows.cend(), [&row](const Shown &old) {
            return old.start == row.start && old.end == row.end;
        });
        shown.append(known != m_rows.cend() ? *known : shownRow(row));
    }
    m_rows = std::move(shown);
    if (const auto match = std::exchange(m_wanted, std::nullopt)) {
        m_anchor = match->at;
        moveCursor({match->at.row, match->at.column + match->length});
    }
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent changed(this, visibleText());
        QAccessible::updateAccessibility(&changed);
    }
}

OutputView::Shown OutputView::shownRow(const OutputRow &row) const
{
    Shown shown{row.start, row.end, outputLine(row.bytes), nullptr};
    shown.layout = std::make_shared<QTextLayout>(shown.line.text, font());
    QList<QTextLayout::FormatRange> formats;
    for (const OutputSpan &span : std::as_const(shown.line.spans))
        formats.append({span.start, span.length, outputFormat(span.style, palette())});
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight); // the columns of a table stay where they are
    shown.layout->setTextOption(option);
    shown.layout->setCacheEnabled(true);
    shown.layout->setFormats(formats);
    shown.layout->beginLayout();
    shown.layout->createLine().setLineWidth(INT_MAX / 256);
    shown.layout->endLayout();
    return shown;
}

void OutputView::placeBars()
{
    m_isPlacing = true;
    const qint64 first = m_rows.isEmpty() ? 0 : m_rows.constFirst().start;
    const qint64 seen = m_rows.isEmpty() ? 0 : m_rows.constLast().end - first;
    const qint64 last = m_sight.follows() ? first : std::max(first + 1, m_sight.size() - seen);
    verticalScrollBar()->setRange(0, std::max(barValue(last), first > 0 ? 1 : 0));
    verticalScrollBar()->setPageStep(std::max(1, barValue(seen)));
    verticalScrollBar()->setValue(m_sight.follows() ? verticalScrollBar()->maximum()
                                                    : barValue(first));
    qreal width = 0;
    for (const Shown &row : std::as_const(m_rows))
        width = std::max(width, row.layout->lineAt(0).naturalTextWidth());
    const int room = viewport()->width() - 2 * margin;
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(width) + 1 - room));
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

int OutputView::rowHeight() const
{
    return std::max(1, fontMetrics().lineSpacing());
}

void OutputView::scrollRows(int rows)
{
    m_sight.scroll(rows);
    settle();
}

/// What the bar counts are bytes; what its arrows move by is a row.
void OutputView::scrollByBar(int action)
{
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
    m_rows.clear();
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
        moveCursor(placeAt(at));
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void OutputView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (m_rows.isEmpty())
        paintEmpty(painter);
    const int height = rowHeight();
    int y = margin / 2;
    for (const Shown &row : std::as_const(m_rows)) {
        if (y + height > event->rect().top() && y <= event->rect().bottom()) {
            painter.setPen(palette().color(QPalette::Text));
            row.layout->draw(&painter, QPointF(margin - horizontalScrollBar()->value(), y),
                             selectionIn(row), event->rect());
        }
        y += height;
    }
}

void OutputView::paintEmpty(QPainter &painter) const
{
    if (m_pages.size() > 0 || m_pages.task().isNull())
        return;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                     Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, tr("Nothing written yet."));
}

QList<QTextLayout::FormatRange> OutputView::selectionIn(const Shown &row) const
{
    const auto [from, to] = std::minmax(m_anchor, m_cursor);
    const int length = static_cast<int>(row.line.text.size());
    const int first = row.start < from.row ? 0 : row.start == from.row ? from.column : length;
    const int last = row.start < to.row ? length : row.start == to.row ? to.column : 0;
    if (from == to || row.start < from.row || row.start > to.row || last <= first)
        return {};
    QTextCharFormat format;
    format.setForeground(palette().highlightedText());
    format.setBackground(palette().highlight());
    return {{first, std::min(last, length) - first, format}};
}

void OutputView::moveCursor(const OutputPlace &place)
{
    m_cursor = place;
    viewport()->update();
    Q_EMIT selectionChanged();
}

OutputPlace OutputView::placeAt(const QPoint &point) const
{
    if (m_rows.isEmpty())
        return {};
    const int row = (point.y() - margin / 2) / rowHeight();
    if (point.y() >= 0 && row >= m_rows.size())
        return endOfLast();
    const Shown &shown = m_rows.at(std::max(row, 0));
    const qreal x = point.x() - margin + horizontalScrollBar()->value();
    return {shown.start, point.y() < 0 ? 0 : shown.layout->lineAt(0).xToCursor(x)};
}

OutputPlace OutputView::endOfLast() const
{
    if (m_rows.isEmpty())
        return {};
    return {m_rows.constLast().start, static_cast<int>(m_rows.constLast().line.text.size())};
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const OutputPlace place = placeAt(event->position().toPoint());
    if (!event->modifiers().testFlag(Qt::ShiftModifier))
        m_anchor = place;
    moveCursor(place);
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint at = event->position().toPoint();
    moveCursor(placeAt(at));
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
    const OutputPlace place = placeAt(event->position().toPoint());
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                  [&](const Shown &shown) { return shown.start == place.row; });
    if (row == m_rows.cend())
        return;
    m_anchor = {place.row,
                row->layout->previousCursorPosition(place.column + 1, QTextLayout::SkipWords)};
    moveCursor({place.row, row->layout->nextCursorPosition(place.column, QTextLayout::SkipWords)});
}

void OutputView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), QKeySequence(QKeySequence::Copy), this, &OutputView::copy)
        ->setEnabled(hasSelection());
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
    if (m_rows.isEmpty() || (key != Qt::Key_Up && key != Qt::Key_Down))
        return false;
    if (!hasSelection() && m_cursor == OutputPlace())
        m_anchor = m_cursor = {m_rows.constFirst().start, 0};
    const auto at = std::find_if(m_rows.cbegin(), m_rows.cend(), [this](const Shown &shown) {
        return shown.start >= m_cursor.row;
    });
    const auto index = static_cast<int>(at - m_rows.cbegin()) + (key == Qt::Key_Up ? -1 : 1);
    if (index < 0 || index >= m_rows.size()) {
        scrollRows(key == Qt::Key_Up ? -1 : 1);
        moveCursor(index < 0 ? OutputPlace{m_rows.constFirst().start, 0} : endOfLast());
    } else {
        moveCursor({m_rows.at(index).start, 0});
    }
    return true;
}

} // namespace headway
