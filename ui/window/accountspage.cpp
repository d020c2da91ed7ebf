#include "ui/window/accountspage.h"

#include "core/base/future.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/problemlabel.h"
#include "ui/window/passworddialog.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

AccountsPage::AccountsPage(std::unique_ptr<AccountDesk> desk, QWidget *parent)
    : SettingsPage(tr("Accounts"), parent)
    , m_desk(std::move(desk))
{
    if (!m_desk) {
        addNote(tr("Accounts are managed by the owner of this Headway alone. Sign in as the owner, "
                   "without or with a password, where nobody else has signed in before."));
        return;
    }
    addBlock(makeList(), tr("people users email password add remove owner"));
    addNote(tr("Everybody sees their own tasks and nobody else's. Another password ends all "
               "sessions and tokens of its account, this window's too."));
    updateButtons();
    refresh();
}

QWidget *AccountsPage::makeList()
{
    auto *block = new QWidget(this);
    m_list = makeLines(tr("Accounts"), block);
    m_problem = new ProblemLabel(block);
    auto *add = new QPushButton(tr("&Add…"), block);
    m_setPassword = new QPushButton(tr("Set &password…"), block);
    m_remove = new QPushButton(tr("&Remove…"), block);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_setPassword);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &AccountsPage::updateButtons);
    connect(add, &QPushButton::clicked, this, &AccountsPage::add);
    connect(m_setPassword, &QPushButton::clicked, this, &AccountsPage::setPassword);
    connect(m_remove, &QPushButton::clicked, this, &AccountsPage::askToRemove);
    return block;
}

void AccountsPage::refresh()
{
    whenDone(m_desk->list(), this, [this](const Result<QList<Account>> &accounts) {
        if (accounts)
            show(*accounts);
        else
            showProblem(accounts.error());
    });
}

void AccountsPage::show(const QList<Account> &accounts)
{
    m_accounts = accounts;
    m_problem->say({});
    m_list->clear();
    for (const Account &account : accounts) {
        QString text = oneLine(account.email);
        if (account.isOwner)
            text += tr(" — the owner");
        if (!account.hasPassword)
            text += tr(" — no password yet");
        m_list->addItem(text);
    }
    updateButtons();
}

void AccountsPage::showProblem(const Error &error)
{
    m_problem->say(sentenceFor(error));
}

const Account *AccountsPage::selected() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_accounts.size() ? &m_accounts.at(row) : nullptr;
}

void AccountsPage::updateButtons()
{
    const Account *account = selected();
    m_setPassword->setEnabled(account);
    m_remove->setEnabled(account && !account->isOwner);
}

void AccountsPage::add()
{
    auto *dialog = new PasswordDialog(
        tr("Add Account"), {},
        [this](const QString &email, const QByteArray &password) {
            return m_desk->add(email, password);
        },
        this);
    connect(dialog, &PasswordDialog::changed, this, &AccountsPage::refresh);
    dialog->open();
}

void AccountsPage::setPassword()
{
    const Account *account = selected();
    if (!account)
        return;
    auto *dialog = new PasswordDialog(
        tr("Set Password"), account->email,
        [this](const QString &email, const QByteArray &password) {
            return m_desk->setPassword(email, password);
        },
        this);
    connect(dialog, &PasswordDialog::changed, this, &AccountsPage::refresh);
    dialog->open();
}

void AccountsPage::askToRemove()
{
    const Account *account = selected();
    if (!account)
        return;
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Remove Account"));
    question->setText(tr("Remove this account with all its tasks and their output? That cannot be "
                         "undone.")
                      + u"\n\n"_s + oneLine(account->email));
    QPushButton *yes = question->addButton(tr("Remove"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(tr("Keep"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, email = account->email] { remove(email); });
    question->open();
}

void AccountsPage::remove(const QString &email)
{
    whenDone(m_desk->remove(email), this, [this](const Result<void> &done) {
        if (done || done.error().code == ErrorCode::NotFound)
            refresh();
        else
            showProblem(done.error());
    });
}

} // namespace headway
