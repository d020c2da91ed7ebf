#include "ui/widgets/emptypage.h"

#include "ui/models/plaintext.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/textbutton.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int pictureSide = 48;
constexpr int pageMargin = 24;

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

QFrame *makeCommandFrame(const QString &command, QWidget *parent)
{
    auto *frame = new QFrame(parent);
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setBackgroundRole(QPalette::Base);
    frame->setAutoFillBackground(true);
    auto *label = new ElidedLabel(frame); // a long path is no reason for a wide window
    label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    label->setText(command);
    auto *copy =
        makeTextButton(u"copy"_s, EmptyPage::tr("Copy"), EmptyPage::tr("Copy this command"), frame);
    QObject::connect(copy, &QToolButton::clicked, frame,
                     [command] { QGuiApplication::clipboard()->setText(command); });
    auto *layout = new QHBoxLayout(frame);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(16);
    layout->addWidget(label);
    layout->addWidget(copy);
    return frame;
}

} // namespace

EmptyPage::EmptyPage(const QString &icon, const QString &title, const QString &text,
                     QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel(title, this))
    , m_layout(new QVBoxLayout(this))
{
    auto *picture = new IconLabel(pictureSide, this);
    picture->setIcon(icon);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_title->setFont(large);
    m_layout->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
    m_layout->setSpacing(10);
    m_layout->addStretch(2);
    m_layout->addWidget(picture, 0, Qt::AlignHCenter);
    m_layout->addWidget(m_title);
    m_layout->addWidget(makeLabel(text, this));
    m_layout->addStretch(3);
}

void EmptyPage::setTitle(const QString &title)
{
    m_title->setText(manyLines(title, 200));
}

void EmptyPage::addCommand(const QString &command)
{
    addCentred(makeCommandFrame(command, this));
}

void EmptyPage::addButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    addCentred(button);
}

void EmptyPage::addCentred(QWidget *widget)
{
    m_layout->insertWidget(m_layout->count() - 1, widget, 0, Qt::AlignHCenter);
}

} // namespace headway
