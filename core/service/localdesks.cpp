#include "core/service/localdesks.h"

#include "core/base/future.h"
#include "core/service/authservice.h"
#include "core/service/historykeeper.h"

namespace headway {

using namespace Qt::StringLiterals;

LocalAccountDesk::LocalAccountDesk(AuthService &auth, const Principal &by)
    : m_auth(auth)
    , m_by(by)
{
}

QFuture<Result<QList<Account>>> LocalAccountDesk::list()
{
    return readyFuture(Result<QList<Account>>(m_auth.accounts()));
}

QFuture<Result<void>> LocalAccountDesk::add(const QString &email, const QByteArray &password)
{
    return mapped(m_auth.addAccount(m_by, email, password), [](const Result<Account> &added) {
        return added ? Result<void>() : Result<void>(added.error());
    });
}

QFuture<Result<void>> LocalAccountDesk::setPassword(const QString &email,
                                                    const QByteArray &password)
{
    return m_auth.setPassword(m_by, email, password);
}

QFuture<Result<void>> LocalAccountDesk::remove(const QString &email)
{
    return m_auth.removeAccount(m_by, email);
}

LocalTokenDesk::LocalTokenDesk(AuthService &auth, const Principal &by)
    : m_auth(auth)
    , m_by(by)
{
}

QFuture<Result<QList<Token>>> LocalTokenDesk::list()
{
    return m_auth.tokens(m_by);
}

QFuture<Result<NewSecret>> LocalTokenDesk::create(const NewToken &wanted)
{
    return mapped(m_auth.createToken(m_by, wanted), [](const Result<MadeToken> &made) {
        return made ? Result<NewSecret>(NewSecret{made->token, made->secret}) : made.error();
    });
}

QFuture<Result<void>> LocalTokenDesk::revoke(CredentialId id)
{
    return m_auth.revokeToken(m_by, id);
}

QFuture<Result<void>> LocalTokenDesk::takeBack(const NewSecret &made)
{
    return revoke(made.token.id); // the account's, whatever has become of the session
}

LocalRetentionDesk::LocalRetentionDesk(AuthService &auth, HistoryKeeper &history,
                                       const Principal &by)
    : m_auth(auth)
    , m_history(history)
    , m_by(by)
{
}

bool LocalRetentionDesk::maySet() const
{
    return m_by.ownsDataDirectory();
}

QFuture<Result<Retention>> LocalRetentionDesk::retention()
{
    if (!m_auth.isAlive(m_by))
        return readyFuture(Result<Retention>(Error{ErrorCode::NotSignedIn, u"Sign in first."_s}));
    return m_history.retention();
}

QFuture<Result<void>> LocalRetentionDesk::set(const Retention &retention)
{
    if (!m_auth.isAlive(m_by))
        return readyFuture(Result<void>(Error{ErrorCode::NotSignedIn, u"Sign in first."_s}));
    if (!maySet()) {
        return readyFuture(
            Result<void>(Error{ErrorCode::AccessDenied, u"The owner alone sets this."_s}));
    }
    return m_history.setRetention(retention);
}

} // namespace headway
