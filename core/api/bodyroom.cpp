#include "core/api/bodyroom.h"

namespace headway {

BodyRoom::BodyRoom(qint64 bytes)
    : m_bytes(bytes)
{
}

bool BodyRoom::take(const QString &holder, qint64 bytes)
{
    const qint64 held = m_held.value(holder) + bytes;
    const qint64 left = m_bytes - m_taken - bytes;
    if (m_taken > 0 && held > left)
        return false;
    m_held[holder] = held;
    m_taken += bytes;
    return true;
}

void BodyRoom::giveBack(const QString &holder, qint64 bytes)
{
    const auto held = m_held.find(holder);
    Q_ASSERT(held != m_held.end() && *held >= bytes);
    m_taken -= bytes;
    *held -= bytes;
    if (*held == 0)
        m_held.remove(holder);
}

} // namespace headway
