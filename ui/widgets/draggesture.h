#pragma once

#include <QObject>
#include <QPoint>

class QMouseEvent;
class QWidget;

namespace headway {

/// Tells what the left button does on a widget: a click, or a drag of what the widget shows.
class DragGesture : public QObject
{
    Q_OBJECT

public:
    /// Is @p widget's, which hears of no press, move or release itself.
    explicit DragGesture(QWidget &widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// By so much since the last time.
    void dragged(QPoint moved);
    void clicked(QPoint place);

private:
    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);

    QWidget &m_widget;
    QPoint m_last; ///< where the pointer was
    bool m_isPressed = false;
    bool m_isDragging = false;
};

} // namespace headway
