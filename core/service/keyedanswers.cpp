#include "core/service/keyedanswers.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int forgottenAtOnce = 100; // others wait meanwhile

Error takenBefore()
{
    return {
        ErrorCode::AlreadyExists,
        u"This request has been taken before, and its answer is not kept: it may hold a secret. "
        "Look at the list for what it has made, remove that if it is of no use, and send the "
        "request with a new Idempotency-Key."_s};
}

} // namespace

KeyedAnswers::KeyedAnswers(AnswerStore &store, const QDateTime &now)
    : m_store(store)
    , m_now(now)
{
}

Result<Task> KeyedAnswers::once(AccountId account, const RequestKey &key,
                                const std::function<Result<Task>()> &work)
{
    const Result<std::optional<Result<Task>>> before = find(account, key);
    if (!before || *before)
        return before ? **before : before.error();
    Result<Task> outcome = work();
    if (Result<void> kept = keep(account, key, outcome); !kept)
        return kept.error();
    return outcome;
}

Result<std::optional<Result<Task>>> KeyedAnswers::find(AccountId account, const RequestKey &key)
{
    const Result<std::optional<AnswerStore::Answer>> before = m_store.find(account, key.key);
    if (!before)
        return before.error();
    if (!*before)
        return std::optional<Result<Task>>();
    if ((*before)->fingerprint == key.fingerprint)
        return std::optional((*before)->outcome);
    return Error{ErrorCode::KeyReused,
                 u"This idempotency key was used for another request; take a new one."_s};
}

Result<void> KeyedAnswers::checkUnused(AccountId account, const RequestKey &key)
{
    const Result<std::optional<Result<Task>>> before = find(account, key);
    if (!before)
        return before.error();
    return *before ? Result<void>(takenBefore()) : Result<void>();
}

Result<void> KeyedAnswers::keep(AccountId account, const RequestKey &key,
                                const Result<Task> &outcome)
{
    return m_store.insert(account, key.key, {key.fingerprint, outcome}, m_now);
}

Result<void> KeyedAnswers::keepUse(AccountId account, const RequestKey &key)
{
    return keep(account, key, takenBefore());
}

Result<bool> KeyedAnswers::forgetSome(const QDateTime &limit)
{
    return m_store.removeOlderThan(limit, forgottenAtOnce);
}

} // namespace headway
