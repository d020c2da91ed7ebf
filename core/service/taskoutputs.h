#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/service/storagewatch.h"
#include "core/session/requestkey.h"
#include "core/store/outputstore.h"

#include <QObject>

namespace headway {

/// What tasks have written, on a thread of its own: a slow disk holds up neither lookups nor
/// commits.
class TaskOutputs : public QObject
{
    Q_OBJECT

public:
    /// @p storage and @p clock are borrowed and outlive this.
    TaskOutputs(const QString &directory, StorageWatch &storage, const Clock &clock);
    ~TaskOutputs() override;

    /// As OutputStore::append(); the caller has checked that the task is @p owner's.
    QFuture<Result<qint64>> append(AccountId owner, TaskId id, const QByteArray &bytes,
                                   std::optional<qint64> offset, const RequestKey &key);
    /// As OutputStore::sizeAfter(); the caller has checked whose the task is.
    QFuture<Result<std::optional<qint64>>> sizeAfter(TaskId id, const RequestKey &key);
    QFuture<Result<TaskOutput>> read(TaskId id, qint64 offset, qint64 limit);
    QFuture<void> remove(const QList<TaskId> &ids);
    /// Of pieces that nobody will send again.
    void forgetOldKeys();
    /// For reading on another thread.
    const OutputStore &store() const { return m_store; }

Q_SIGNALS:
    /// Emitted on the thread of the outputs. @p size is in bytes.
    void grew(headway::AccountId owner, headway::TaskId id, qint64 size);

private:
    StorageWatch &m_storage;
    const Clock &m_clock;
    OutputStore m_store;
    Worker m_worker;
};

} // namespace headway
