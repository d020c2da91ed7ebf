#include "ui/desktop/sleepinhibitor.h"

#include "ui/desktop/buscall.h"
#include "ui/desktop/loginmanager.h"

namespace headway {

SleepInhibitor::SleepInhibitor(LoginManager &manager, QObject *parent)
    : QObject(parent)
    , m_manager(manager)
{
}

void SleepInhibitor::setWanted(bool isWanted)
{
    if (m_isWanted == isWanted)
        return;
    m_isWanted = isWanted;
    if (isWanted && !isHeld() && !m_isAsking)
        ask();
    if (!isWanted && isHeld()) {
        m_hold = {};
        Q_EMIT heldChanged();
    }
}

void SleepInhibitor::ask()
{
    m_isAsking = true;
    m_manager.inhibit(tr("Tasks are running that must not be interrupted"),
                      [this](const QDBusMessage &answer) {
                          m_isAsking = false;
                          if (!m_isWanted) // any more
                              return;
                          m_hold = firstOf(answer).value<QDBusUnixFileDescriptor>();
                          if (isHeld())
                              Q_EMIT heldChanged();
                          else
                              Q_EMIT refused();
                      });
}

} // namespace headway
