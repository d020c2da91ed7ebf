#pragma once

#include "core/base/future.h"
#include "core/base/result.h"
#include "core/base/worker.h"

#include <atomic>

namespace headway {

/// Argon2id (64 MiB, 3 passes) on a thread of its own, with a short queue.
/// Source: RFC 9106; libsodium's crypto_pwhash_str.
class PasswordHasher
{
public:
    PasswordHasher();
    ~PasswordHasher();

    /// Runs @p work, which returns Result<T>, on the hash thread: there it may call hash() and
    /// matches(), and wait for the engine. Errors: TooMany when the queue is full.
    template <typename T, typename Work>
    QFuture<Result<T>> run(Work work)
    {
        if (m_queued.fetch_add(1) >= queueMax) {
            --m_queued;
            return readyFuture<Result<T>>(tooMany());
        }
        return m_worker.post([this, work = std::move(work)]() -> Result<T> {
            Result<T> outcome = work();
            --m_queued;
            return outcome;
        });
    }

    /// What to store: algorithm, cost, salt and hash in one ASCII string. On the hash thread only.
    /// Errors: Internal without the memory for it.
    Result<QByteArray> hash(const QByteArray &password) const;
    /// Whether @p password made @p stored. An empty @p stored is never right, and takes as long.
    /// On the hash thread only. Errors: Internal without the memory for it.
    Result<bool> matches(const QByteArray &stored, const QByteArray &password);

private:
    static constexpr int queueMax = 16;

    static Error tooMany();

    std::atomic<int> m_queued{0};
    QByteArray m_decoy; ///< the hash thread's: stands in for an account that does not exist
    Worker m_worker;
};

} // namespace headway
