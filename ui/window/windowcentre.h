#pragma once

#include <QWidget>

class QStackedWidget;

namespace headway {

class ConnectionBar;
class MessageBar;
class SignIn;
class SignInForm;

/// The middle of the window: the tasks, or the page to sign in while nobody is; above them the bars
/// that tell what is amiss.
class WindowCentre : public QWidget
{
    Q_OBJECT

public:
    /// @p signIn is borrowed and outlives this.
    WindowCentre(SignIn &signIn, QWidget *parent);

    /// What there is to be shown; @p below stands under either page.
    void fill(QWidget *tasks, QWidget *below);
    void showTasks();
    /// Its fields are empty then.
    void showSignIn();
    /// @p text is plain.
    void showMessage(const QString &text);
    void hideMessage();
    ConnectionBar *connection() const { return m_connection; }
    SignInForm *signInForm() const { return m_signInForm; }

private:
    QWidget *makeSignInPage();

    MessageBar *m_message;
    ConnectionBar *m_connection;
    QStackedWidget *m_pages;
    SignInForm *m_signInForm;
};

} // namespace headway
