#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/model/taskoutput.h"

#include <QHash>
#include <QString>

namespace headway {

/// What tasks have written: one file a task, mode 0600. Written from one thread, and read from any.
class OutputStore
{
public:
    /// @p directory exists and is private.
    explicit OutputStore(QString directory);

    /// Adds @p bytes, and returns when they are on disk. With @p offset only what lies beyond the
    /// present size is added. Errors: InvalidArgument when @p offset is past the end;
    /// StorageFailed, StorageFull, with the file as it was.
    /// @return the size after it, in bytes
    Result<qint64> append(TaskId id, const QByteArray &bytes, std::optional<qint64> offset);
    /// At most @p limit bytes from @p offset on; negative counts from the end. Nothing yet is no
    /// error.
    Result<TaskOutput> read(TaskId id, qint64 offset, qint64 limit) const;
    /// In bytes; 0 when there is none.
    qint64 size(TaskId id) const;
    void remove(TaskId id) const;

private:
    QString pathOf(TaskId id) const;

    /// Cuts off what a failed write has left. @return the size then
    Result<qint64> trueSize(TaskId id, int fd);

    QString m_directory;
    QHash<TaskId, qint64> m_uncut; ///< the sizes of files that could not be cut at once
};

} // namespace headway
