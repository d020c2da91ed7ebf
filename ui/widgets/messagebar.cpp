#include "ui/widgets/messagebar.h"

#include "ui/delegates/statuslook.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/textbutton.h"

#include <QAccessible>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>

namespace headway {

using namespace Qt::StringLiterals;

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(16, this))
    , m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = makeTextButton(u"close"_s, {}, tr("Dismiss this message"), this);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1);
    layout->addWidget(close);
    setAutoFillBackground(true);
    tint();
    hide();
}

void MessageBar::showMessage(const QString &text)
{
    m_label->setText(manyLines(text, 1000));
    setAccessibleName(m_label->text());
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString MessageBar::text() const
{
    return m_label->text();
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

/// Sets no more than it has to, as ErrorCard::tint().
void MessageBar::tint()
{
    const QPalette all = QGuiApplication::palette();
    const bool dark = isDark(all);
    const bool plain = isHighContrast(all);
    QPalette own;
    if (!plain) {
        own.setColor(QPalette::Window, dark ? QColor(0x4a, 0x38, 0x12) : QColor(0xff, 0xf1, 0xcc));
        own.setColor(QPalette::WindowText, dark ? QColor(0xff, 0xe9, 0xbd) : QColor(0x3d, 0x2c, 0));
    }
    setFrameShape(plain ? QFrame::Box : QFrame::NoFrame);
    setPalette(own);
    m_icon->setIcon(u"warning"_s, palette().color(QPalette::WindowText));
}

} // namespace headway
