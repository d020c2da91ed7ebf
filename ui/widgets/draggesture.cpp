#include "ui/widgets/draggesture.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWidget>

#include <utility>

namespace headway {

DragGesture::DragGesture(QWidget &widget)
    : QObject(&widget)
    , m_widget(widget)
{
    widget.installEventFilter(this);
}

bool DragGesture::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(static_cast<const QMouseEvent &>(*event));
        return true;
    case QEvent::MouseMove:
        move(static_cast<const QMouseEvent &>(*event));
        return true;
    case QEvent::MouseButtonRelease:
        release(static_cast<const QMouseEvent &>(*event));
        return true;
    default:
        return false;
    }
}

void DragGesture::press(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return;
    m_isPressed = true;
    m_isDragging = false;
    m_last = event.pos();
}

void DragGesture::move(const QMouseEvent &event)
{
    if (!m_isPressed)
        return;
    const QPoint moved = event.pos() - m_last;
    if (!m_isDragging && moved.manhattanLength() < QApplication::startDragDistance())
        return;
    m_isDragging = true;
    m_last = event.pos();
    m_widget.setCursor(Qt::ClosedHandCursor);
    Q_EMIT dragged(moved);
}

void DragGesture::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || !std::exchange(m_isPressed, false))
        return;
    m_widget.setCursor(Qt::ArrowCursor);
    if (!std::exchange(m_isDragging, false))
        Q_EMIT clicked(event.pos());
}

} // namespace headway
