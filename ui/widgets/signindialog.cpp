#include "ui/widgets/signindialog.h"

#include "ui/widgets/signinform.h"

#include <QVBoxLayout>

namespace headway {

SignInDialog::SignInDialog(SignIn &signIn, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Switch Account"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *form = new SignInForm(signIn, this);
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(form);
    connect(form, &SignInForm::signedIn, this, [this](const TaskSessionPtr &session) {
        accept();
        Q_EMIT signedIn(session);
    });
    form->setFocus();
}

} // namespace headway
