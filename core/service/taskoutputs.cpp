#include "core/service/taskoutputs.h"

#include "core/base/future.h"

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TaskOutputs::TaskOutputs(const QString &directory, StorageWatch &storage, const Clock &clock)
    : m_storage(storage)
    , m_clock(clock)
    , m_store(directory)
    , m_worker(u"headway-output"_s)
{
    qRegisterMetaType<TaskId>();
}

TaskOutputs::~TaskOutputs() = default;

QFuture<Result<qint64>> TaskOutputs::append(AccountId owner, TaskId id, const QByteArray &bytes,
                                            std::optional<qint64> offset, const RequestKey &key)
{
    if (const std::optional<Error> refusal = m_storage.refusal(false))
        return readyFuture<Result<qint64>>(*refusal);
    return m_worker.post([=, this] {
        Result<qint64> size =
            m_store.append(id, bytes, offset, {key.key, key.fingerprint, m_clock.now()});
        if (size) // which with a key may be that of long ago
            Q_EMIT grew(owner, id, key.isEmpty() ? *size : m_store.size(id));
        else
            m_storage.noteFailure(size.error());
        return size;
    });
}

QFuture<Result<std::optional<qint64>>> TaskOutputs::sizeAfter(TaskId id, const RequestKey &key)
{
    return m_worker.post([=, this] {
        return m_store.sizeAfter(id, {key.key, key.fingerprint, m_clock.now()});
    });
}

QFuture<Result<TaskOutput>> TaskOutputs::read(TaskId id, qint64 offset, qint64 limit)
{
    return m_worker.post([=, this] { return m_store.read(id, offset, limit); });
}

QFuture<void> TaskOutputs::remove(const QList<TaskId> &ids)
{
    return m_worker.post([=, this] {
        for (const TaskId id : ids)
            m_store.remove(id);
    });
}

void TaskOutputs::forgetOldKeys()
{
    m_worker.post([this] { m_store.forgetKeys(m_clock.now().addDuration(-24h)); });
}

} // namespace headway
