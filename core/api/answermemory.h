#pragma once

#include "core/api/answer.h"
#include "core/base/future.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/session/requestkey.h"

#include <QHash>
#include <QQueue>

#include <memory>
#include <optional>

namespace headway {

/// Lets a request with a key happen once where the store does not see to it: on the routes that
/// change no task. Lasts as long as the server, and for each account's last 256 keys.
class AnswerMemory
{
public:
    enum class Known {
        Nothing, ///< it has been noted as under way
        UnderWay,
        AnotherRequest, ///< the key came with something else before
        Answered
    };

    Known begin(AccountId account, const RequestKey &key);
    /// What is answered to one that is Known::Answered, or will be to one that is UnderWay.
    QFuture<Result<Answer>> answer(AccountId account, const RequestKey &key);
    /// After an error it may be tried again.
    void finish(AccountId account, const RequestKey &key, const Result<Answer> &result);

private:
    using Waiting = std::shared_ptr<Promise<Result<Answer>>>;

    struct Entry
    {
        QByteArray fingerprint;
        std::optional<Answer> answer;
        QList<Waiting> waiting; ///< for the answer
    };
    struct Shelf
    {
        QHash<QByteArray, Entry> entries;
        QQueue<QByteArray> keys; ///< oldest first
    };

    static void tell(const Entry &entry, const Result<Answer> &result);

    QHash<AccountId, Shelf> m_shelves;
};

} // namespace headway
