#include "ui/window/firstpaint.h"

#include <QEvent>
#include <QWidget>

namespace headway {

FirstPaint::FirstPaint(QWidget &window)
    : m_window(window)
{
    m_window.installEventFilter(this);
    m_patience.setSingleShot(true);
    m_patience.callOnTimeout(this, &FirstPaint::end);
    m_patience.start(patience);
}

void FirstPaint::stopWaiting()
{
    m_patience.start(0);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    // Its children are painted after it, and all of them together get to the screen.
    if (event->type() == QEvent::Paint)
        stopWaiting();
    return QObject::eventFilter(watched, event);
}

void FirstPaint::end()
{
    m_window.removeEventFilter(this);
    Q_EMIT over();
}

} // namespace headway
