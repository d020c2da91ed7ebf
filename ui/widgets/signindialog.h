#pragma once

#include "core/session/signin.h"

#include <QDialog>

namespace headway {

/// Asks for another account while one is signed in. Closes by itself once somebody is.
class SignInDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p signIn is borrowed and outlives the dialog.
    explicit SignInDialog(SignIn &signIn, QWidget *parent = nullptr);

Q_SIGNALS:
    void signedIn(const headway::TaskSessionPtr &session);
};

} // namespace headway
