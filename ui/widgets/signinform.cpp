#include "ui/widgets/signinform.h"

#include "core/base/future.h"
#include "core/model/limits.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/openingnote.h"
#include "ui/widgets/problemlabel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headway {

namespace {

constexpr int formWidth = 340;
constexpr int buttonPadding = 12;
constexpr int formSpacing = 10;

} // namespace

SignInForm::SignInForm(SignIn &signIn, QWidget *parent)
    : QWidget(parent)
    , m_signIn(signIn)
    , m_email(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_problem(new ProblemLabel(this))
    , m_submit(new QPushButton(tr("Sign in"), this))
    , m_owner(new QPushButton(this))
    , m_opening(new OpeningNote(tr("Opening Headway…"), this))
{
    m_email->setMaxLength(static_cast<int>(limits::emailLength));
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(static_cast<int>(limits::passwordMaxLength));
    m_submit->setDefault(true);
    m_owner->setAutoDefault(true); // Enter presses it outside of a dialog, too
    layOut();
    connect(m_submit, &QPushButton::clicked, this, &SignInForm::submit);
    connect(m_email, &QLineEdit::returnPressed, this, &SignInForm::submit);
    connect(m_password, &QLineEdit::returnPressed, this, &SignInForm::submit);
    connect(m_owner, &QPushButton::clicked, this, &SignInForm::continueAsOwner);
    connect(&m_signIn, &SignIn::available, this, &SignInForm::askAccounts);
    reset();
}

void SignInForm::layOut()
{
    auto *fields = new QFormLayout;
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    fields->setSpacing(formSpacing);
    fields->addRow(tr("&Email"), m_email);
    fields->addRow(tr("&Password"), m_password);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(formSpacing);
    buttons->addWidget(m_submit);
    buttons->addWidget(m_owner);
    buttons->addWidget(m_opening, 0, Qt::AlignHCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addLayout(fields);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    keepPlaceOfProblem();
    setFixedWidth(formWidth);
    setFocusProxy(m_email);
}

/// Two lines, and as much between fields and buttons as there is around one: nothing that is
/// looked at or clicked moves when there is something to say.
void SignInForm::keepPlaceOfProblem()
{
    QSizePolicy stays = m_problem->sizePolicy();
    stays.setRetainSizeWhenHidden(true);
    m_problem->setSizePolicy(stays);
    m_problem->setMinimumHeight(2 * m_problem->fontMetrics().lineSpacing());
}

void SignInForm::reset()
{
    m_password->clear();
    showProblem({});
    setWaiting(false);
    askAccounts();
}

void SignInForm::suggest(const QString &email)
{
    m_email->setText(email);
    m_email->setCursorPosition(0); // of a long one, the beginning is in sight
    m_password->setFocus();
}

void SignInForm::askAccounts()
{
    m_owner->hide();
    m_opening->begin();
    whenDone(m_signIn.accounts(), this, [this](const Result<QList<Account>> &accounts) {
        m_opening->end();
        if (accounts)
            showAccounts(*accounts);
    });
}

void SignInForm::showAccounts(const QList<Account> &accounts)
{
    const auto owner = std::find_if(accounts.cbegin(), accounts.cend(),
                                    [](const Account &account) { return account.isOwner; });
    if (owner == accounts.cend() || owner->hasPassword)
        return;
    const QString whole = tr("Continue as %1").arg(oneLine(owner->email));
    const QString shown =
        fontMetrics().elidedText(whole, Qt::ElideRight, formWidth - 2 * buttonPadding);
    m_owner->setText(QString(shown).replace(u'&', QStringLiteral("&&"))); // no mnemonic of theirs
    m_owner->setAccessibleName(whole);
    m_owner->setToolTip(shown == whole ? QString() : toolTipText(whole));
    m_owner->show();
}

void SignInForm::submit()
{
    const QString email = m_email->text().trimmed();
    if (email.isEmpty()) {
        showProblem(tr("Type the email address of your account."));
        m_email->setFocus();
        return;
    }
    if (m_password->text().isEmpty()) {
        showProblem(tr("Type your password."));
        m_password->setFocus();
        return;
    }
    wait(m_signIn.signIn(email, m_password->text().toUtf8()),
         tr("The email or the password is wrong."));
}

void SignInForm::continueAsOwner()
{
    wait(m_signIn.signInAsOwner(), tr("This account has a password now. Sign in with it."));
}

void SignInForm::wait(QFuture<Result<TaskSessionPtr>> session, const QString &refusal)
{
    showProblem({});
    setWaiting(true);
    whenDone(std::move(session), this, [this, refusal](const Result<TaskSessionPtr> &answer) {
        setWaiting(false);
        m_password->clear();
        if (answer) {
            Q_EMIT signedIn(*answer);
            return;
        }
        showProblem(answer.error().code == ErrorCode::NotSignedIn ? refusal
                                                                  : sentenceFor(answer.error()));
        m_password->setFocus();
    });
}

void SignInForm::showProblem(const QString &problem)
{
    m_problem->say(problem);
    m_email->setAccessibleDescription(problem);
}

void SignInForm::setWaiting(bool isWaiting)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_email, m_password, m_submit, m_owner})
        widget->setEnabled(!isWaiting);
    m_submit->setText(isWaiting ? tr("Signing in…") : tr("Sign in"));
}

} // namespace headway
