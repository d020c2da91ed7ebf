#pragma once

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace headway {

/// A connection, as the choice of the one that has to go sees it.
struct Place
{
    /// How little would be lost with it: the first of these the least.
    enum class Use {
        Waiting, ///< for its client: idle, or in the middle of a request
        Held, ///< by a client that waits for news, or takes its answer
        Working, ///< on a change
        Fresh ///< not to be given up yet
    };

    QString holder; ///< who keeps it: an account, else a user of the system, else an address
    Use use = Use::Waiting;
    std::chrono::milliseconds age{0}; ///< since it came into this use
};

/// Which of @p places a newcomer gets. A cap that turned newcomers away would let whoever holds all
/// places shut everybody out; so whoever holds most of them gives up one, the least useful and of
/// those the oldest. @return its index; nullopt when they have none to give
std::optional<qsizetype> placeToGiveUp(const QList<Place> &places);

} // namespace headway
