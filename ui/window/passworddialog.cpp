#include "ui/window/passworddialog.h"

#include "core/base/future.h"
#include "core/model/account.h"
#include "core/model/limits.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/problemlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace headway {

namespace {

constexpr int emailWidth = 280;

} // namespace

PasswordDialog::PasswordDialog(const QString &title, const QString &email, Action action,
                               QWidget *parent)
    : QDialog(parent)
    , m_action(std::move(action))
    , m_email(new QLineEdit(email, this))
    , m_password(new QLineEdit(this))
    , m_again(new QLineEdit(this))
    , m_problem(new ProblemLabel(this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_email->setMaxLength(static_cast<int>(limits::emailLength));
    m_email->setReadOnly(!email.isEmpty());
    for (QLineEdit *line : {m_password, m_again}) {
        line->setEchoMode(QLineEdit::Password);
        line->setMaxLength(static_cast<int>(limits::passwordMaxLength));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_submit = buttons->addButton(title, QDialogButtonBox::AcceptRole);
    auto *layout = new QFormLayout(this);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->setSizeConstraint(QLayout::SetFixedSize); // it grows with what is told
    m_email->setMinimumWidth(emailWidth);
    layout->addRow(tr("&Email"), m_email);
    layout->addRow(tr("&Password"), m_password);
    layout->addRow(tr("&Again"), m_again);
    layout->addRow(m_problem);
    layout->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &PasswordDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (email.isEmpty() ? m_email : m_password)->setFocus();
}

Result<void> PasswordDialog::check() const
{
    const QString email = m_email->text().trimmed();
    if (Result<void> good = checkEmail(email); !good)
        return good;
    if (Result<void> good = checkPassword(m_password->text().toUtf8(), email); !good)
        return good;
    if (m_password->text() != m_again->text())
        return Error{ErrorCode::InvalidArgument, tr("The two passwords differ.")};
    return {};
}

void PasswordDialog::submit()
{
    if (const Result<void> checked = check(); !checked)
        return showProblem(oneLine(checked.error().detail));
    wait(m_action(m_email->text().trimmed(), m_password->text().toUtf8()));
}

void PasswordDialog::wait(QFuture<Result<void>> answer)
{
    showProblem({});
    m_submit->setEnabled(false);
    whenDone(std::move(answer), this, [this](const Result<void> &result) {
        m_submit->setEnabled(true);
        if (!result) {
            const bool isTaken = result.error().code == ErrorCode::AlreadyExists;
            return showProblem(isTaken ? tr("There is an account with this email already.")
                                       : sentenceFor(result.error()));
        }
        Q_EMIT changed();
        accept();
    });
}

void PasswordDialog::showProblem(const QString &problem)
{
    m_problem->say(problem);
    m_password->setAccessibleDescription(problem);
}

} // namespace headway
