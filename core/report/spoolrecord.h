#pragma once

#include "core/model/newtask.h"
#include "core/report/taskend.h"

namespace headway {

/// What a run's record file says: what was to be reported, and what the service answered.
struct SpoolRecord
{
    QByteArray key; ///< the stem of all its idempotency keys
    QString target; ///< whose it is: see SpoolEntry
    QDateTime startedAt;
    NewTask task;
    TaskId id; ///< null until the service has answered
    std::optional<TaskEnd> end;

    friend bool operator==(const SpoolRecord &, const SpoolRecord &) = default;
};

// One line of the file each, with a checksum in front and a line feed behind.
QByteArray startLine(const SpoolRecord &record);
QByteArray idLine(TaskId id);
QByteArray endLine(const TaskEnd &end);

/// Reads all lines of a record file; a line that is torn or was damaged is passed over, as are
/// kinds of lines that are not known.
/// Errors: InvalidArgument when the first one, without which nothing can be told, is not there.
Result<SpoolRecord> readSpoolRecord(const QByteArray &lines);

} // namespace headway
