#pragma once

#include "core/api/answer.h"
#include "core/base/ids.h"
#include "core/session/requestkey.h"

#include <QHash>
#include <QQueue>

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
    /// Of a request that is Known::Answered.
    Answer answer(AccountId account, const RequestKey &key) const;
    void finish(AccountId account, const RequestKey &key, const Answer &answer);
    /// It did not succeed, and may be tried again.
    void forget(AccountId account, const RequestKey &key);

private:
    struct Entry
    {
        QByteArray fingerprint;
        std::optional<Answer> answer;
    };
    struct Shelf
    {
        QHash<QByteArray, Entry> entries;
        QQueue<QByteArray> keys; ///< oldest first
    };

    QHash<AccountId, Shelf> m_shelves;
};

} // namespace headway
