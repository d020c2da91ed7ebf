#include "ui/widgets/errorcard.h"

#include "ui/delegates/statuslook.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/textbutton.h"

#include <QAbstractTextDocumentLayout>
#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 8;

} // namespace

ErrorCard::ErrorCard(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(16, this))
    , m_title(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_buttons(new QHBoxLayout)
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true); // beside its buttons it has little room
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Error of the selected task"));
    auto *copy = makeTextButton(u"copy"_s, {}, tr("Copy the error"), this);
    connect(m_text->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged,
            this, &ErrorCard::fitHeight);
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(10, 6, 6, 8);
    layout->addWidget(m_icon, 0, 0);
    layout->addWidget(m_title, 0, 1);
    m_buttons->setSpacing(2);
    m_buttons->addWidget(copy);
    layout->addLayout(m_buttons, 0, 2);
    layout->addWidget(m_text, 1, 0, 1, 3);
    layout->setColumnStretch(1, 1);
    setAutoFillBackground(true);
    tint();
    hide();
}

void ErrorCard::setError(const QString &title, const QString &error)
{
    const QString shown = manyLines(error.trimmed());
    m_title->setText(title);
    if (shown != m_text->toPlainText()) {
        m_text->setPlainText(shown);
        m_text->moveCursor(QTextCursor::End); // the last lines say most
    }
    m_text->setVisible(m_isTextShown && !shown.isEmpty());
    show();
    fitHeight();
}

void ErrorCard::clear()
{
    m_text->clear();
    hide();
}

void ErrorCard::setTextShown(bool isShown)
{
    m_isTextShown = isShown;
    m_text->setVisible(isShown && !m_text->document()->isEmpty());
}

void ErrorCard::addErrorAction(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setToolButtonStyle(m_buttons->count() == 1 ? Qt::ToolButtonTextBesideIcon
                                                       : Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->toolTip());
    m_buttons->insertWidget(m_buttons->count() - 1, button); // before what copies the error
}

void ErrorCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

/// Sets no more than it has to: whatever a widget has set itself does not follow the application's
/// palette, and nothing tells it of a change.
void ErrorCard::tint()
{
    const QPalette all = QGuiApplication::palette();
    const bool plain = isHighContrast(all);
    const QColor ground = isDark(all) ? QColor(0x45, 0x24, 0x26) : QColor(0xfd, 0xe9, 0xe9);
    QPalette own;
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button}) {
        if (!plain)
            own.setColor(role, ground);
    }
    setFrameShape(plain ? QFrame::Box : QFrame::NoFrame);
    setPalette(own);
    m_icon->setIcon(u"failed"_s, statusColour(TaskStatus::Failed, false, all));
}

void ErrorCard::fitHeight()
{
    // A plain text document measures its height in lines, as they are wrapped.
    const int wrapped = static_cast<int>(m_text->document()->size().height());
    const int lines = qBound(1, wrapped, mostLines);
    const int margin = static_cast<int>(m_text->document()->documentMargin());
    m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + 2 * margin + 2);
}

} // namespace headway
