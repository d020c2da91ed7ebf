#pragma once

#include "core/model/task.h"
#include "core/store/statement.h"

#include <optional>

namespace headway {

/// The first answer to each request that carried an idempotency key, so that its repetition gets
/// the same. Belongs to its database's thread.
class AnswerStore
{
public:
    explicit AnswerStore(Database &database);

    struct Answer
    {
        QByteArray fingerprint; ///< of the request that it answered
        Result<Task> outcome;
    };

    Result<std::optional<Answer>> find(AccountId owner, const QByteArray &key);
    Result<void> insert(AccountId owner, const QByteArray &key, const Answer &answer,
                        const QDateTime &now);
    /// At most @p count of them. @return whether there may be more
    Result<bool> removeOlderThan(const QDateTime &limit, int count);

private:
    Statement m_find;
    Statement m_insert;
    Statement m_removeOld;
};

} // namespace headway
