#include "ui/window/accountmenu.h"

#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"

namespace headway {

using namespace Qt::StringLiterals;

AccountMenu::AccountMenu(QWidget *parent)
    : QMenu(tr("&Account"), parent)
    , m_who(addAction(QString()))
    , m_switch(nullptr)
    , m_lock(nullptr)
    , m_signOut(nullptr)
{
    m_who->setEnabled(false);
    addSeparator();
    m_switch = addAction(paletteIcon(u"switch"_s), tr("S&witch Account…"));
    m_lock =
        addAction(tr("&Lock"), QKeySequence(Qt::CTRL | Qt::Key_L), this, &AccountMenu::lockWanted);
    m_signOut = addAction(paletteIcon(u"signout"_s), tr("Sign &Out"));
    connect(m_switch, &QAction::triggered, this, &AccountMenu::switchWanted);
    connect(m_signOut, &QAction::triggered, this, &AccountMenu::signOutWanted);
    setEmail({});
}

void AccountMenu::setEmail(const QString &email)
{
    const bool isSignedIn = !email.isEmpty();
    const QString shown = oneLine(email, 60).replace(u'&', u"&&"_s); // no mnemonic of theirs
    m_who->setText(isSignedIn ? tr("Signed in as %1").arg(shown) : tr("Nobody is signed in"));
    m_switch->setEnabled(isSignedIn);
    m_lock->setEnabled(isSignedIn);
    m_signOut->setEnabled(isSignedIn);
}

} // namespace headway
