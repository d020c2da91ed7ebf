#include "core/service/changelog.h"

#include "core/service/storereader.h"
#include "core/service/taskengine.h"

namespace headway {

ChangeLog::ChangeLog(const TaskEngine &engine, StoreReader &reader, const Principal &principal)
    : m_reader(reader)
    , m_account(principal.account())
{
    connect(&engine, &TaskEngine::committed, this,
            [this](AccountId owner, const TaskChanges &changes) {
                if (owner == m_account)
                    Q_EMIT grew(changes);
            });
}

QFuture<Result<ChangePage>> ChangeLog::since(std::optional<quint64> revision)
{
    return m_reader.readChanges([account = m_account, revision](ChangeStore &store) {
        return store.since(account, revision, {});
    });
}

} // namespace headway
