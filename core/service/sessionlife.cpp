#include "core/service/sessionlife.h"

#include <algorithm>

namespace headway {

using std::chrono::milliseconds;

namespace {

milliseconds since1970(const QDateTime &instant)
{
    return milliseconds(instant.toMSecsSinceEpoch());
}

} // namespace

SessionLife::SessionLife(const StoredCredential &session, const Clock &clock)
{
    const milliseconds wall = since1970(clock.now());
    const milliseconds now = clock.monotonic();
    m_wallEnd = std::min(since1970(session.expiresAt), wall + lifetime);
    m_end = now + (m_wallEnd - wall);
    m_wallUsed = std::min(since1970(session.usedAt), wall);
    m_used = now - (wall - m_wallUsed.load());
    m_written = m_used.load();
}

bool SessionLife::isOver(const Clock &clock) const
{
    const milliseconds wall = since1970(clock.now());
    const milliseconds now = clock.monotonic();
    return wall >= m_wallEnd || now >= m_end || wall - m_wallUsed.load() >= idleMax
        || now - m_used.load() >= idleMax;
}

bool SessionLife::use(const Clock &clock)
{
    const milliseconds now = clock.monotonic();
    m_wallUsed = since1970(clock.now());
    m_used = now;
    milliseconds written = m_written;
    return now - written >= useGrain && m_written.compare_exchange_strong(written, now);
}

} // namespace headway
