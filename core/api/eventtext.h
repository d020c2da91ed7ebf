#pragma once

#include "core/model/taskchanges.h"

#include <QByteArrayList>

#include <chrono>
#include <optional>

namespace headway {

// The words of the event stream. Source: HTML Living Standard, section 9.2 (server-sent events)

/// `event: task` and `event: deleted`, each with its revision as id, in ascending order of
/// revisions.
QByteArrayList eventsOf(const TaskChanges &changes);
/// What the client has seen is not to be gone on from; @p revision is.
QByteArray resetEvent(quint64 revision);
/// No event: from now on a client that comes again goes on from @p revision.
QByteArray positionBlock(quint64 revision);
/// The line before the first block: how long to wait before coming again.
QByteArray retryLine(std::chrono::milliseconds pause);
/// A comment, which tells both ends that the other lives.
QByteArray heartbeat();

/// The revision in @p lastEventId; for what is none, one that is never given out.
quint64 revisionIn(const QByteArray &lastEventId);

} // namespace headway
