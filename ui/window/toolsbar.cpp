#include "ui/window/toolsbar.h"

#include <QEvent>
#include <QLayout>
#include <QToolButton>

namespace headway {

namespace {

constexpr int barIconSide = 16;

/// As QToolButton reckons it.
int wordsWidth(const QToolButton &button)
{
    const QFontMetrics metrics = button.fontMetrics();
    return metrics.size(Qt::TextShowMnemonic, button.text()).width()
        + 2 * metrics.horizontalAdvance(u' ') + 4;
}

int wordsWidth(const QList<QToolButton *> &buttons)
{
    int width = 0;
    for (const QToolButton *button : buttons)
        width += wordsWidth(*button);
    return width;
}

} // namespace

ToolsBar::ToolsBar(const QString &title, QWidget *parent)
    : QToolBar(title, parent)
{
    setObjectName(QStringLiteral("tools"));
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    setIconSize({barIconSide, barIconSide});
    setContextMenuPolicy(Qt::PreventContextMenu);
}

void ToolsBar::addWordy(const QList<QToolButton *> &buttons)
{
    m_wordy += buttons;
    fitWords();
}

void ToolsBar::addWordy(const QList<QAction *> &actions)
{
    QList<QToolButton *> buttons;
    for (QAction *action : actions)
        buttons += qobject_cast<QToolButton *>(widgetForAction(action));
    addWordy(buttons);
}

bool ToolsBar::event(QEvent *event)
{
    const bool isDone = QToolBar::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fitWords();
    return isDone;
}

void ToolsBar::fitWords()
{
    int wanted = sizeHint().width();
    for (const QList<QToolButton *> &buttons : std::as_const(m_wordy)) {
        if (buttons.constFirst()->toolButtonStyle() == Qt::ToolButtonIconOnly)
            wanted += wordsWidth(buttons);
    }
    for (const QList<QToolButton *> &buttons : std::as_const(m_wordy)) {
        const bool haveRoom = wanted <= width();
        setStyleOf(buttons, haveRoom ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        if (!haveRoom)
            wanted -= wordsWidth(buttons);
    }
}

/// The bar has been laid out already, and does not hear of a button that it has found no room for.
void ToolsBar::setStyleOf(const QList<QToolButton *> &buttons, Qt::ToolButtonStyle style)
{
    if (buttons.constFirst()->toolButtonStyle() == style)
        return;
    for (QToolButton *button : buttons)
        button->setToolButtonStyle(style);
    layout()->invalidate();
    layout()->activate();
}

} // namespace headway
