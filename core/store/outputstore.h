#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/model/taskoutput.h"
#include "core/store/outputkeys.h"

#include <QHash>
#include <QString>

#include <stop_token>

namespace headway {

/// What tasks have written: one file a task, mode 0600. Written from one thread, and read from any.
class OutputStore
{
public:
    /// @p directory exists and is private.
    explicit OutputStore(QString directory);

    /// Adds @p bytes, and returns when they are on disk. With @p offset only what lies beyond the
    /// present size is added. Errors: InvalidArgument when @p offset is past the end;
    /// StorageFailed, StorageFull, with the file as it was; KeyReused.
    /// @return the size after it, in bytes; with a @p key that came before, the one that it was
    /// then
    Result<qint64> append(TaskId id, const QByteArray &bytes, std::optional<qint64> offset,
                          const OutputKey &key = {});
    /// What has been told of the piece that came with @p key, which is on disk; nullopt: none came.
    /// Errors: KeyReused; StorageFailed, StorageFull.
    Result<std::optional<qint64>> sizeAfter(TaskId id, const OutputKey &key);
    /// Forgets the keys of outputs whose newest one came @p before that.
    void forgetKeys(const QDateTime &before);
    /// At most @p limit bytes from @p offset on; negative counts from the end. Nothing yet is no
    /// error.
    Result<TaskOutput> read(TaskId id, qint64 offset, qint64 limit) const;
    /// In bytes; 0 when there is none.
    qint64 size(TaskId id) const;
    /// Of all tasks together, in bytes. Looks at every file, and no further once @p stop is asked
    /// for.
    qint64 totalSize(const std::stop_token &stop = {}) const;
    void remove(TaskId id);

private:
    QString pathOf(TaskId id) const;

    /// Cuts off what a failed write has left. @return the size then
    Result<qint64> trueSize(TaskId id, int fd);
    Result<qint64> wholeSize(TaskId id, int fd);
    Result<qint64> appendAt(TaskId id, int fd, QByteArrayView bytes, qint64 size);
    Result<qint64> givenBefore(int fd, const OutputKeys::Piece &piece) const;
    Result<qint64> appendOnce(TaskId id, int fd, const QByteArray &bytes, qint64 size,
                              const OutputKey &key);

    QString m_directory;
    OutputKeys m_keys;
    QHash<TaskId, qint64> m_uncut; ///< the sizes of files that could not be cut at once
};

} // namespace headway
