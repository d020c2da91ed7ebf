#pragma once

#include <QtGlobal>

#include <optional>

namespace headway {

/// A user of the operating system: its number (uid).
enum class OsUserId : quint32 {};

/// Whoever runs this process.
OsUserId ownUser();

/// Whose process holds the other end of the connected TCP socket @p descriptor. nullopt when that
/// end is on another machine or no process holds it any more, and where the system does not tell.
/// Costs one exchange with the kernel, however many connections there are.
/// Source: sock_diag(7)
std::optional<OsUserId> userOfPeer(qintptr descriptor);

/// Whose process listens on @p port of 127.0.0.1. nullopt when there is none, and where the system
/// does not tell.
std::optional<OsUserId> userOfListener(quint16 port);

} // namespace headway
