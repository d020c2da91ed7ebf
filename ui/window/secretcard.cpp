#include "ui/window/secretcard.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace headway {

SecretCard::SecretCard(QWidget *parent)
    : QFrame(parent)
    , m_secret(new QLineEdit(this))
{
    setFrameShape(QFrame::StyledPanel);
    auto *note = new QLabel(this);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setText(tr("This is the new token. Copy it now: it is not shown again."));
    m_secret->setReadOnly(true);
    m_secret->setAccessibleName(tr("The new token"));
    m_secret->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QPushButton(tr("&Copy"), this);
    auto *done = new QPushButton(tr("&Done"), this);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_secret->text()); });
    connect(done, &QPushButton::clicked, this, &SecretCard::forget);
    auto *line = new QHBoxLayout;
    line->addWidget(m_secret, 1);
    line->addWidget(copy);
    line->addWidget(done);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(note);
    layout->addLayout(line);
    hide();
}

void SecretCard::showSecret(const QByteArray &secret)
{
    m_secret->setText(QString::fromLatin1(secret));
    show();
    m_secret->setFocus();
    m_secret->selectAll();
}

void SecretCard::forget()
{
    m_secret->clear();
    hide();
}

} // namespace headway
