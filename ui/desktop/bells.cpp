#include "ui/desktop/bells.h"

namespace headway {

Bells::Bells(QSettings &settings)
    : m_ringing(settings, "notify/ringing")
    , m_silent(settings, "notify/silent")
{
}

void Bells::setAccount(const QString &email)
{
    m_ringing.setAccount(email);
    m_silent.setAccount(email);
}

Bell Bells::of(TaskId id) const
{
    if (m_ringing.contains(id))
        return Bell::Rings;
    return m_silent.contains(id) ? Bell::Silent : Bell::ByTheRules;
}

bool Bells::set(const QList<TaskId> &ids, Bell bell)
{
    const bool areTooManyRinging = m_ringing.set(ids, bell == Bell::Rings);
    const bool areTooManySilent = m_silent.set(ids, bell == Bell::Silent);
    return areTooManyRinging || areTooManySilent;
}

} // namespace headway
