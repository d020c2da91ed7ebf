#include "core/service/passwordhasher.h"

#include "core/base/secret.h"

#include <sodium.h>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

unsigned long long sizeOf(const QByteArray &password)
{
    return static_cast<unsigned long long>(password.size());
}

} // namespace

PasswordHasher::PasswordHasher(const HashCost &cost)
    : m_cost(cost)
    , m_worker(u"headway-hash"_s)
{
    startSodium();
}

PasswordHasher::~PasswordHasher() = default;

Error PasswordHasher::tooMany()
{
    return {ErrorCode::TooMany, u"Too many sign in at once."_s, 1s};
}

bool PasswordHasher::enter(const QString &who)
{
    const QMutexLocker locker(&m_mutex);
    if (m_total >= (m_queued.contains(who) ? queueMax : queueMaxForNewcomers))
        return false;
    ++m_total;
    ++m_queued[who];
    return true;
}

void PasswordHasher::leave(const QString &who)
{
    const QMutexLocker locker(&m_mutex);
    --m_total;
    if (--m_queued[who] == 0)
        m_queued.remove(who);
}

Result<QByteArray> PasswordHasher::hash(const QByteArray &password) const
{
    ++m_count;
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(text, password.constData(), sizeOf(password), m_cost.passes,
                              m_cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return Error{ErrorCode::Internal, u"no memory to hash a password"_s};
    return QByteArray(text);
}

Result<bool> PasswordHasher::matches(const QByteArray &stored, const QByteArray &password)
{
    if (stored.isEmpty() && m_decoy.isEmpty()) {
        Result<QByteArray> decoy = hash(randomBytes(16));
        if (!decoy)
            return decoy.error();
        m_decoy = *decoy;
        return false; // this took as long as a check
    }
    ++m_count;
    const QByteArray &against = stored.isEmpty() ? m_decoy : stored;
    const bool matches =
        crypto_pwhash_str_verify(against.constData(), password.constData(), sizeOf(password)) == 0;
    return matches && !stored.isEmpty();
}

} // namespace headway
