#include "core/api/answermemory.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Error forgotten()
{
    return {ErrorCode::TooMany, u"Too many requests with keys are under way."_s};
}

} // namespace

AnswerMemory::Known AnswerMemory::begin(AccountId account, const RequestKey &key)
{
    constexpr qsizetype room = 256;
    Shelf &shelf = m_shelves[account];
    const auto found = shelf.entries.constFind(key.key);
    if (found != shelf.entries.constEnd()) {
        if (found->fingerprint != key.fingerprint)
            return Known::AnotherRequest;
        return found->answer ? Known::Answered : Known::UnderWay;
    }
    if (shelf.keys.size() == room)
        tell(shelf.entries.take(shelf.keys.dequeue()), forgotten());
    shelf.keys.enqueue(key.key);
    shelf.entries.insert(key.key, {key.fingerprint, {}, {}});
    return Known::Nothing;
}

QFuture<Result<Answer>> AnswerMemory::answer(AccountId account, const RequestKey &key)
{
    QHash<QByteArray, Entry> &entries = m_shelves[account].entries;
    const auto found = entries.find(key.key);
    if (found == entries.end())
        return readyFuture<Result<Answer>>(forgotten());
    if (found->answer)
        return readyFuture<Result<Answer>>(*found->answer);
    found->waiting.append(std::make_shared<Promise<Result<Answer>>>());
    return found->waiting.constLast()->future();
}

void AnswerMemory::finish(AccountId account, const RequestKey &key, const Result<Answer> &result)
{
    Shelf &shelf = m_shelves[account];
    const auto found = shelf.entries.find(key.key);
    if (found == shelf.entries.end())
        return;
    tell(*found, result);
    found->waiting.clear();
    if (result) {
        found->answer = *result;
        return;
    }
    shelf.entries.remove(key.key);
    shelf.keys.removeOne(key.key);
}

void AnswerMemory::tell(const Entry &entry, const Result<Answer> &result)
{
    for (const Waiting &waiting : entry.waiting)
        waiting->finish(result);
}

} // namespace headway
