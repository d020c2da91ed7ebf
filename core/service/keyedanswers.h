#pragma once

#include "core/session/requestkey.h"
#include "core/store/answerstore.h"

#include <functional>
#include <type_traits>

namespace headway {

/// Has each request that came with an idempotency key done once: its repetition is given the first
/// answer. Works in a transaction that has begun, so that a request and its answer are committed
/// together. The engine's thread's.
class KeyedAnswers
{
public:
    /// @p store is borrowed. What is kept is kept as of @p now.
    KeyedAnswers(AnswerStore &store, const QDateTime &now);

    /// What @p work gives, be it an error, or gave when @p key came before. Errors: KeyReused when
    /// that was with another request.
    Result<Task> once(AccountId account, const RequestKey &key,
                      const std::function<Result<Task>()> &work);

    /// What @p work gives, which is not kept, as it may hold a secret. That @p key came for it is,
    /// unless it comes to nothing. Errors: those of @p work; AlreadyExists when the key came
    /// before; KeyReused.
    template <typename Work>
    auto onceUnkept(AccountId account, const RequestKey &key, Work work)
        -> std::invoke_result_t<Work &>
    {
        if (Result<void> unused = checkUnused(account, key); !unused)
            return unused.error();
        auto outcome = work();
        if (outcome) {
            if (Result<void> kept = keepUse(account, key); !kept)
                return kept.error();
        }
        return outcome;
    }

    /// Some of those kept before @p limit. @return whether there may be more
    Result<bool> forgetSome(const QDateTime &limit);

private:
    /// Nullopt when @p key is new. Errors: KeyReused.
    Result<std::optional<Result<Task>>> find(AccountId account, const RequestKey &key);
    Result<void> checkUnused(AccountId account, const RequestKey &key);
    Result<void> keep(AccountId account, const RequestKey &key, const Result<Task> &outcome);
    Result<void> keepUse(AccountId account, const RequestKey &key);

    AnswerStore &m_store;
    const QDateTime m_now;
};

} // namespace headway
