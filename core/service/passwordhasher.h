#pragma once

#include "core/base/future.h"
#include "core/base/result.h"
#include "core/base/worker.h"
#include "core/service/hashcost.h"

#include <QHash>
#include <QMutex>

#include <atomic>

namespace headway {

/// Argon2id on a thread of its own, with a short queue that nobody fills for
/// others: who has nothing in it finds a place.
/// Source: RFC 9106; libsodium's crypto_pwhash_str.
class PasswordHasher
{
public:
    explicit PasswordHasher(const HashCost &cost);
    ~PasswordHasher();

    /// Runs @p work, which returns Result<T>, on the hash thread: there it may call hash() and
    /// matches(), and wait for the engine. @p who is whose place in the queue it takes.
    /// Errors: TooMany when the queue is full.
    template <typename T, typename Work>
    QFuture<Result<T>> run(const QString &who, Work work)
    {
        if (!enter(who))
            return readyFuture<Result<T>>(tooMany());
        return m_worker.post([this, who, work = std::move(work)]() -> Result<T> {
            Result<T> outcome = work();
            leave(who);
            return outcome;
        });
    }

    /// What to store: algorithm, cost, salt and hash in one ASCII string. On the hash thread only.
    /// Errors: Internal without the memory for it.
    Result<QByteArray> hash(const QByteArray &password) const;
    /// Whether @p password made @p stored. An empty @p stored is never right, and takes as long.
    /// On the hash thread only. Errors: Internal without the memory for it.
    Result<bool> matches(const QByteArray &stored, const QByteArray &password);

    /// How often it has hashed since the start. Any thread.
    quint64 count() const { return m_count; }

private:
    static constexpr int queueMax = 16;
    static constexpr int queueMaxForNewcomers = 64;

    static Error tooMany();
    bool enter(const QString &who);
    void leave(const QString &who);

    const HashCost m_cost;
    QMutex m_mutex;
    QHash<QString, int> m_queued; ///< guarded by m_mutex
    int m_total = 0; ///< of m_queued; guarded by m_mutex
    mutable std::atomic<quint64> m_count = 0;
    QByteArray m_decoy; ///< the hash thread's: stands in for an account that does not exist
    Worker m_worker;
};

} // namespace headway
