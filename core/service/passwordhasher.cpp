#include "core/service/passwordhasher.h"

#include "core/base/future.h"
#include "core/base/secret.h"

#include <sodium.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int queueMax = 16;
constexpr unsigned long long passes = 3;
constexpr size_t memoryBytes = 64 * 1024 * 1024;

Result<QByteArray> argon2id(const QByteArray &password)
{
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(text, password.constData(),
                              static_cast<unsigned long long>(password.size()), passes, memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return Error{ErrorCode::Internal, u"no memory to hash a password"_s};
    return QByteArray(text);
}

} // namespace

PasswordHasher::PasswordHasher()
    : m_worker(u"headway-hash"_s)
{
}

PasswordHasher::~PasswordHasher() = default;

template <typename T, typename Work>
QFuture<Result<T>> PasswordHasher::queue(Work work)
{
    if (m_queued.fetch_add(1) >= queueMax) {
        --m_queued;
        return readyFuture<Result<T>>(
            Error{ErrorCode::TooMany, u"Too many sign in at once; try again in a moment."_s});
    }
    return m_worker.post([this, work = std::move(work)] {
        Result<T> outcome = work();
        --m_queued;
        return outcome;
    });
}

QFuture<Result<QByteArray>> PasswordHasher::hash(const QByteArray &password)
{
    return queue<QByteArray>([password] { return argon2id(password); });
}

QFuture<Result<bool>> PasswordHasher::verify(const QByteArray &stored, const QByteArray &password)
{
    return queue<bool>([this, stored, password]() -> Result<bool> {
        if (stored.isEmpty() && m_decoy.isEmpty()) {
            Result<QByteArray> decoy = argon2id(randomBytes(16));
            if (!decoy)
                return decoy.error();
            m_decoy = *decoy;
            return false; // this took as long as a check
        }
        const QByteArray &against = stored.isEmpty() ? m_decoy : stored;
        const bool matches =
            crypto_pwhash_str_verify(against.constData(), password.constData(),
                                     static_cast<unsigned long long>(password.size()))
            == 0;
        return matches && !stored.isEmpty();
    });
}

} // namespace headway
