#pragma once

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

    /// @return what to store: algorithm, cost, salt and hash in one ASCII string.
    /// Errors: TooMany when the queue is full, Internal without the memory for it.
    QFuture<Result<QByteArray>> hash(const QByteArray &password);
    /// Whether @p password made @p stored. An empty @p stored is never right, and takes as long.
    /// Errors: TooMany.
    QFuture<Result<bool>> verify(const QByteArray &stored, const QByteArray &password);

private:
    template <typename T, typename Work>
    QFuture<Result<T>> queue(Work work);

    std::atomic<int> m_queued{0};
    QByteArray m_decoy; ///< the hash thread's: stands in for an account that does not exist
    Worker m_worker;
};

} // namespace headway
