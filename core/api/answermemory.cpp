#include "core/api/answermemory.h"

namespace headway {

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
        shelf.entries.remove(shelf.keys.dequeue());
    shelf.keys.enqueue(key.key);
    shelf.entries.insert(key.key, {key.fingerprint, {}});
    return Known::Nothing;
}

Answer AnswerMemory::answer(AccountId account, const RequestKey &key) const
{
    return m_shelves.value(account).entries.value(key.key).answer.value_or(Answer());
}

void AnswerMemory::finish(AccountId account, const RequestKey &key, const Answer &answer)
{
    QHash<QByteArray, Entry> &entries = m_shelves[account].entries;
    if (const auto found = entries.find(key.key); found != entries.end())
        found->answer = answer;
}

void AnswerMemory::forget(AccountId account, const RequestKey &key)
{
    Shelf &shelf = m_shelves[account];
    shelf.entries.remove(key.key);
    shelf.keys.removeOne(key.key);
}

} // namespace headway
