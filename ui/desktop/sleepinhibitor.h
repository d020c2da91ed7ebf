#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace headway {

class LoginManager;

/// Keeps the machine awake while that is wanted.
class SleepInhibitor : public QObject
{
    Q_OBJECT

public:
    /// @p manager is borrowed and outlives this.
    explicit SleepInhibitor(LoginManager &manager, QObject *parent = nullptr);

    void setWanted(bool isWanted);
    bool isHeld() const { return m_hold.isValid(); }

Q_SIGNALS:
    void heldChanged();
    /// The machine may fall asleep although it is not wanted.
    void refused();

private:
    void ask();

    LoginManager &m_manager;
    QDBusUnixFileDescriptor m_hold; ///< the machine sleeps again once it is closed
    bool m_isWanted = false;
    bool m_isAsking = false;
};

} // namespace headway
