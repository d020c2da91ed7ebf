#pragma once

#include <QMenu>

namespace headway {

/// Who is signed in, and the ways out.
class AccountMenu : public QMenu
{
    Q_OBJECT

public:
    explicit AccountMenu(QWidget *parent = nullptr);

    /// "" while nobody is signed in.
    void setEmail(const QString &email);

Q_SIGNALS:
    void switchWanted();
    void lockWanted();
    void signOutWanted();

private:
    QAction *m_who;
    QAction *m_switch;
    QAction *m_lock;
    QAction *m_signOut;
};

} // namespace headway
