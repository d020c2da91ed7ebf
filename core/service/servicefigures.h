#pragma once

#include <QDateTime>

namespace headway {

/// What a service tells of itself to whoever watches over it.
struct ServiceFigures
{
    QDateTime startedAt; ///< UTC
    quint64 commits = 0; ///< since then
    qsizetype queuedChanges = 0; ///< that wait for the next commit
    qint64 databaseBytes = 0; ///< with its write-ahead log
};

} // namespace headway
