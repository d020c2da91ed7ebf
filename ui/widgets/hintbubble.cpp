#include "ui/widgets/hintbubble.h"

#include "ui/models/plaintext.h"

#include <QAccessible>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace headway {

namespace {

constexpr int widestBubble = 460;
constexpr int padding = 6;
constexpr int bubbleGap = 3;

} // namespace

HintBubble::HintBubble(QWidget *owner)
    : QFrame(owner)
    , m_owner(owner)
    , m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->addWidget(m_label);
    setFrameShape(QFrame::Box);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    m_label->setForegroundRole(QPalette::ToolTipText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    owner->installEventFilter(this);
    hide();
}

void HintBubble::showText(const QString &text)
{
    if (text.isEmpty())
        return hide();
    m_label->setText(oneLine(text));
    setAccessibleName(m_label->text());
    place();
    show();
    raise();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString HintBubble::text() const
{
    return m_label->text();
}

void HintBubble::place()
{
    QWidget *window = m_owner->window();
    if (parentWidget() != window)
        setParent(window);
    const int around = 2 * (padding + frameWidth());
    const int natural =
        m_label->fontMetrics().horizontalAdvance(m_label->text()) + around + bubbleGap;
    const int width = qMin(natural, qMin(widestBubble, window->width() - 2 * bubbleGap));
    resize(width, m_label->heightForWidth(width - around) + around);
    const QPoint below = m_owner->mapTo(window, QPoint(0, m_owner->height() + bubbleGap));
    move(qMax(bubbleGap, qMin(below.x(), window->width() - width - bubbleGap)), below.y());
}

bool HintBubble::eventFilter(QObject *watched, QEvent *event)
{
    const bool moves = event->type() == QEvent::Move || event->type() == QEvent::Resize;
    if (watched == m_owner && isVisible() && moves)
        place();
    if (watched == m_owner && event->type() == QEvent::Hide)
        hide();
    return QFrame::eventFilter(watched, event);
}

} // namespace headway
