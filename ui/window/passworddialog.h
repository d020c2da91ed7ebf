#pragma once

#include "core/base/result.h"

#include <QDialog>
#include <QFuture>

#include <functional>

class QLineEdit;
class QPushButton;

namespace headway {

class ProblemLabel;

/// Asks for a new password, twice, and for the email it is for where that is not known. Says beside
/// the fields what is wrong, and closes by itself once it has been done.
class PasswordDialog : public QDialog
{
    Q_OBJECT

public:
    using Action = std::function<QFuture<Result<void>>(const QString &email, const QByteArray &)>;

    /// @p email "" asks for it. @p action is what is to be done with both.
    PasswordDialog(const QString &title, const QString &email, Action action,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void submit();
    Result<void> check() const;
    void wait(QFuture<Result<void>> answer);
    void showProblem(const QString &problem);

    const Action m_action;
    QLineEdit *m_email;
    QLineEdit *m_password;
    QLineEdit *m_again;
    ProblemLabel *m_problem;
    QPushButton *m_submit;
};

} // namespace headway
