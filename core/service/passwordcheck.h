#pragma once

#include "core/service/credentialcache.h"
#include "core/service/failedsignins.h"
#include "core/service/passwordhasher.h"

#include <QLoggingCategory>

namespace headway {

/// Who tries to prove who they are, and how it ends.
Q_DECLARE_LOGGING_CATEGORY(lcSignIn)

/// What somebody says to prove who they are.
struct SignInAttempt
{
    QString email;
    QByteArray password; ///< UTF-8
    Peer peer;
};

/// Whether a password is the account's. Tells nobody but the log why it is not, takes the same work
/// whether there is such an account or not, and makes who fails often wait. Any thread.
class PasswordCheck
{
public:
    /// All are borrowed and outlive this.
    PasswordCheck(PasswordHasher &hasher, const CredentialCache &accounts, const Clock &clock);

    /// Gives the account, or why not, to @p next, which returns Result<T>, on the hash thread.
    /// Errors: NotSignedIn; TooMany with the time to wait, before anything is hashed.
    template <typename T, typename Next>
    QFuture<Result<T>> run(const SignInAttempt &attempt, Next next)
    {
        if (const std::optional<Error> held = heldBack(attempt))
            return readyFuture<Result<T>>(*held);
        return m_hasher.run<T>(attempt.peer.toString(),
                               [=, this]() -> Result<T> { return next(verify(attempt)); });
    }

private:
    std::optional<Error> heldBack(const SignInAttempt &attempt) const;
    Result<StoredAccount> verify(const SignInAttempt &attempt);

    PasswordHasher &m_hasher;
    const CredentialCache &m_accounts;
    const Clock &m_clock;
    FailedSignIns m_failed;
};

} // namespace headway
