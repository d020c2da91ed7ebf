#include "ui/widgets/outputview.h"

#include "ui/widgets/outputspeech.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>

namespace headway {

namespace {

constexpr int dragMilliseconds = 40;
constexpr int rowsOfWheel = 3;

} // namespace

OutputView::OutputView(QWidget *parent)
    : OutputSurface(parent)
{
    OutputSpeech::install();
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Output of the selected task"));
    viewport()->setCursor(Qt::IBeamCursor);
}

OutputView::~OutputView() = default;

void OutputView::copy()
{
    if (!selection().isEmpty())
        Q_EMIT copyWanted(selection().first(), selection().last());
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
    return OutputSurface::event(event);
}

void OutputView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_drag.timerId())
        return OutputSurface::timerEvent(event);
    const QPoint at = viewport()->mapFromGlobal(QCursor::pos());
    scrollRows(at.y() < 0 ? -1 : 1);
    select({selection().anchor, placeAt(at)});
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const OutputPlace place = placeAt(event->position().toPoint());
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    select({extends ? selection().anchor : place, place});
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint at = event->position().toPoint();
    select({selection().anchor, placeAt(at)});
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
    select(sheet().wordAt(placeAt(event->position().toPoint())));
}

void OutputView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), QKeySequence(QKeySequence::Copy), this, &OutputView::copy)
        ->setEnabled(!selection().isEmpty());
    menu->addAction(tr("Select &All"), QKeySequence(QKeySequence::SelectAll), this,
                    &OutputView::selectAll);
    menu->addAction(tr("&Find…"), QKeySequence(QKeySequence::Find), this, &OutputView::findWanted);
    menu->popup(event->globalPos());
}

void OutputView::wheelEvent(QWheelEvent *event)
{
    if (std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y())
        || event->modifiers().testFlag(Qt::ShiftModifier)) {
        OutputSurface::wheelEvent(event);
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
        OutputSurface::keyPressEvent(event);
}

bool OutputView::scrollByKey(int key, Qt::KeyboardModifiers modifiers)
{
    QScrollBar *bar = horizontalScrollBar();
    const int page = rowsOfPage();
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
        scrollToBeginning();
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
    if (sheet().isEmpty() || (key != Qt::Key_Up && key != Qt::Key_Down))
        return false;
    const int step = key == Qt::Key_Up ? -1 : 1;
    const OutputPlace top{sheet().firstByte(), 0};
    const OutputSelection from = selection().isEmpty() ? OutputSelection{top, top} : selection();
    std::optional<OutputPlace> next = sheet().rowBehind(from.cursor, step);
    if (!next) {
        scrollRows(step);
        next = sheet().rowBehind(from.cursor, step);
    }
    select({from.anchor, next.value_or(step < 0 ? top : sheet().end())});
    return true;
}

} // namespace headway
