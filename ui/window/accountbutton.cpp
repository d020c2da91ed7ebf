#include "ui/window/accountbutton.h"

#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"
#include "ui/window/accountmenu.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString accountText(const QString &email)
{
    return oneLine(email, 32).replace(u'&', u"&&"_s);
}

} // namespace

AccountButton::AccountButton(AccountMenu &menu, QWidget *parent)
    : QToolButton(parent)
{
    setIcon(paletteIcon(u"account"_s));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(&menu);
}

void AccountButton::expect(const QString &email)
{
    setText(email.isEmpty() ? tr("Account") : accountText(email));
    setToolTip(tr("Account"));
}

void AccountButton::setEmail(const QString &email)
{
    setText(email.isEmpty() ? tr("Signed out") : accountText(email));
    setToolTip(email.isEmpty() ? tr("Nobody is signed in") : tr("Account"));
}

} // namespace headway
