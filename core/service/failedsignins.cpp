#include "core/service/failedsignins.h"

#include "core/base/secret.h"
#include "core/model/account.h"

#include <algorithm>

namespace headway {

namespace {

constexpr qint64 elsewhere = -1; ///< stands for all whose OS user is not known

qint64 userOf(const Peer &peer)
{
    return peer.user ? qint64{static_cast<quint32>(*peer.user)} : elsewhere;
}

/// Of one length, however long a text somebody signs in with.
QByteArray keyOf(const QString &email, const Peer &peer)
{
    const QByteArray address = peer.user ? QByteArray() : peer.address.toUtf8();
    return hashOfSecret(emailKey(email).toUtf8() + '\0' + address);
}

} // namespace

void FailedSignIns::Failures::wearOff(std::chrono::milliseconds now)
{
    const auto forgotten = (now - countedAt) / FailedSignIns::wearOff;
    count = static_cast<int>(std::max<qint64>(0, count - forgotten));
    countedAt += forgotten * FailedSignIns::wearOff;
}

void FailedSignIns::Failures::add(std::chrono::milliseconds now)
{
    wearOff(now);
    countedAt = now;
    ++count;
    if (count < firstHeld)
        return;
    std::chrono::milliseconds pause = firstPause;
    for (int doubled = firstHeld; doubled < count && pause < longestPause; ++doubled)
        pause *= 2;
    heldUntil = now + std::min(pause, longestPause);
}

std::optional<std::chrono::seconds> FailedSignIns::pause(const QString &email, const Peer &peer,
                                                         std::chrono::milliseconds now) const
{
    const QByteArray key = keyOf(email, peer);
    const QMutexLocker locker(&m_mutex);
    const std::chrono::milliseconds left = m_users.value(userOf(peer)).value(key).heldUntil - now;
    if (left.count() <= 0)
        return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(left);
}

void FailedSignIns::add(const QString &email, const Peer &peer, std::chrono::milliseconds now)
{
    const QByteArray key = keyOf(email, peer);
    const QMutexLocker locker(&m_mutex);
    if (!m_users.contains(userOf(peer)))
        forgetUsersOfOld(now);
    Pairs &pairs = m_users[userOf(peer)];
    if (pairs.size() >= pairsOfOneUser && !pairs.contains(key))
        pairs.erase(std::min_element(
            pairs.cbegin(), pairs.cend(),
            [](const Failures &a, const Failures &b) { return a.countedAt < b.countedAt; }));
    pairs[key].add(now);
}

void FailedSignIns::clear(const QString &email, const Peer &peer)
{
    const QByteArray key = keyOf(email, peer);
    const QMutexLocker locker(&m_mutex);
    const auto pairs = m_users.find(userOf(peer));
    if (pairs != m_users.end())
        pairs->remove(key);
}

void FailedSignIns::forgetUsersOfOld(std::chrono::milliseconds now)
{
    m_users.removeIf([now](auto user) {
        return std::all_of(user->begin(), user->end(), [now](Failures failures) {
            failures.wearOff(now);
            return failures.count == 0;
        });
    });
}

} // namespace headway
