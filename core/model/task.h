#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/model/taskstatus.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <chrono>
#include <optional>

namespace headway {

using Labels = QMap<QString, QString>;

/// How far a task is. Texts are empty and numbers absent while unknown.
struct Progress
{
    QString text; ///< the producer's words, the `progress` of the API
    std::optional<double> fraction; ///< of the work done, [0, 1]
    std::optional<double> current; ///< in `unit`, not negative
    std::optional<double> total; ///< in `unit`, not negative
    QString unit;
    QString currentItem; ///< the file, chapter or target at hand

    friend bool operator==(const Progress &, const Progress &) = default;
};

/// What the processes of a task use of their machine at one moment; absent while it is not told.
struct ResourceUsage
{
    std::optional<double> cpuPercent; ///< of one core: 200 are two of them; not negative
    std::optional<qint64> memoryBytes; ///< resident; not negative

    friend bool operator==(const ResourceUsage &, const ResourceUsage &) = default;
};

/// One job of one person, as stored. Instants are UTC with milliseconds; a null one is not known.
struct Task
{
    TaskId id;
    quint32 row = 0; ///< the number of its row where it is stored, from 1, greater for a newer
                     ///< task; 0: not known
    QString name;
    QString kind; ///< one word such as build or chat; empty: none given
    TaskStatus status = TaskStatus::Pending;
    AccountId owner;
    QString ownerEmail;
    QString host; ///< the machine it runs on; empty: not told
    Progress progress;
    ResourceUsage usage; ///< as it was told last; of one that has ended nothing
    QDateTime createdAt;
    QDateTime startedAt;
    QDateTime updatedAt; ///< null until the first accepted change
    QDateTime completedAt; ///< when it ended, however it ended
    QDateTime pausedAt; ///< null unless it is paused
    std::chrono::milliseconds pausedFor{}; ///< in all pauses that are over
    std::optional<QByteArray> result; ///< JSON text as it was received
    std::optional<QString> error;
    std::optional<int> exitCode;
    std::optional<int> signal; ///< POSIX number of the signal that ended the command
    Labels labels;
    int attempt = 1; ///< counted from 1
    TaskId retryOf; ///< the attempt before this one; null: none
    bool hasRunner = false; ///< something watches its processes and answers a cancel
    bool stalled = false; ///< under way, and its producer has gone quiet
    QDateTime quietSince; ///< the last sign of life of one that is stalled or lost
    bool isPinned = false; ///< kept whatever the bounds of the history are
    qint64 sequence = 0; ///< of the last update that carried one
    quint64 revision = 0; ///< grows with every change of any task

    /// Makes the move, with the instants that go with it. Errors: StateForbids.
    Result<void> moveTo(TaskStatus next, const QDateTime &now);

    friend bool operator==(const Task &, const Task &) = default;
};

/// When @p task will end if it goes on as it has, from its start and its fraction at its last
/// update; its pauses do not count.
/// @return UTC; nullopt unless it is processing and not stalled, has a fraction in (0, 1) and an
/// update after its start
std::optional<QDateTime> estimatedEnd(const Task &task);

/// From its start to its end, or to @p now while it runs, without its pauses; nullopt when it has
/// not started.
std::optional<std::chrono::milliseconds> elapsed(const Task &task, const QDateTime &now);

} // namespace headway

Q_DECLARE_METATYPE(headway::Task)
