#pragma once

#include "core/session/signin.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace headway {

class OpeningNote;
class ProblemLabel;

/// Email and password, and a button for the owner, who needs none where none is set. Says beside
/// the fields what is wrong with them, and below while the service is not there yet. Never waits.
class SignInForm : public QWidget
{
    Q_OBJECT

public:
    /// @p signIn is borrowed and outlives the form.
    explicit SignInForm(SignIn &signIn, QWidget *parent = nullptr);

    /// Empties it and asks again whose accounts there are.
    void reset();
    /// Fills in who it probably is, so that the password alone is to be typed.
    void suggest(const QString &email);

Q_SIGNALS:
    void signedIn(const headway::TaskSessionPtr &session);

private:
    void layOut();
    void keepPlaceOfProblem();
    void askAccounts();
    void submit();
    void continueAsOwner();
    void wait(QFuture<Result<TaskSessionPtr>> session, const QString &refusal);
    void showAccounts(const QList<Account> &accounts);
    void showProblem(const QString &problem);
    void setWaiting(bool isWaiting);

    SignIn &m_signIn;
    QLineEdit *m_email;
    QLineEdit *m_password;
    ProblemLabel *m_problem;
    QPushButton *m_submit;
    QPushButton *m_owner;
    OpeningNote *m_opening; ///< in the owner's place until it is known who that is
};

} // namespace headway
