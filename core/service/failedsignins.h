#pragma once

#include "core/model/peer.h"

#include <QByteArray>
#include <QHash>
#include <QMutex>

#include <chrono>
#include <optional>

namespace headway {

/// Who has failed to sign in to what, and how long they have to wait for it. Counted for every pair
/// of an email, known or not, and an OS user, or an address where no user is known: nobody holds
/// up anybody else. Times are on the monotonic clock. Any thread.
class FailedSignIns
{
public:
    /// With this failure the pauses begin; each further one doubles them.
    static constexpr int firstHeld = 5;
    static constexpr std::chrono::milliseconds firstPause = std::chrono::seconds(1);
    static constexpr std::chrono::milliseconds longestPause = std::chrono::minutes(15);
    /// One failure is forgotten in this time.
    static constexpr std::chrono::milliseconds wearOff = std::chrono::minutes(15);
    /// So many pairs of one OS user, and of all addresses together, are remembered; then the one
    /// that failed the longest ago goes.
    static constexpr qsizetype pairsOfOneUser = 1024;

    /// How long @p peer still has to wait with @p email; nullopt: not at all. A begun second counts
    /// whole.
    std::optional<std::chrono::seconds> pause(const QString &email, const Peer &peer,
                                              std::chrono::milliseconds now) const;
    void add(const QString &email, const Peer &peer, std::chrono::milliseconds now);
    /// The password was right.
    void clear(const QString &email, const Peer &peer);

private:
    struct Failures
    {
        int count = 0;
        std::chrono::milliseconds countedAt{};
        std::chrono::milliseconds heldUntil{};

        void wearOff(std::chrono::milliseconds now);
        void add(std::chrono::milliseconds now);
    };
    using Pairs = QHash<QByteArray, Failures>; ///< by a hash of what tells them apart

    void forgetUsersOfOld(std::chrono::milliseconds now);

    mutable QMutex m_mutex;
    QHash<qint64, Pairs> m_users; ///< guarded by m_mutex
};

} // namespace headway
