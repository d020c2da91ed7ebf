#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/account.h"
#include "core/model/peer.h"
#include "core/service/accountbook.h"
#include "core/session/principal.h"
#include "core/session/requestkey.h"

#include <QFuture>
#include <QObject>

#include <memory>
#include <optional>

namespace headway {

class PasswordCheck;
class PasswordHasher;
struct HashCost;

/// A principal and the secret that proves it from now on: shown to the caller once, kept as a hash
/// only.
struct SignedIn
{
    Principal principal;
    QByteArray secret;
};

struct MadeToken
{
    Token token;
    QByteArray secret; ///< begins with hw_
};

/// Turns a credential into a Principal: the only place that makes one. Keeps the hashes of all live
/// sessions and tokens in memory, so that a check costs no query and an ended one is dead at once.
/// Every function may be called from any thread; futures come from the engine's.
class AuthService : public QObject
{
    Q_OBJECT

public:
    /// All are borrowed and outlive this; open() comes before all else.
    AuthService(TaskEngine &engine, HistoryKeeper &history, const Clock &clock,
                const HashCost &hashCost);
    ~AuthService() override;

    /// Finishes the hashing under way. Comes before the engine's stop(), which finishes the rest.
    void stop();

    /// Reads accounts and credentials; makes the owner's account with @p ownerEmail if there is
    /// none.
    Result<void> open(const EmailSource &ownerEmail);

    /// For an API token or the endpoint file's. Errors: NotSignedIn.
    Result<Principal> principalOfToken(const QByteArray &secret) const
    {
        return principalOfTokenHash(hashOfSecret(secret));
    }
    /// The same for whoever has shown the token before, when its hash was kept.
    Result<Principal> principalOfTokenHash(const QByteArray &hash) const;
    /// For the value of the session cookie, which is good for the OS user alone who signed in: a
    /// browser gives it to whoever listens on another port of this machine. Counts as a use of the
    /// session. Errors: NotSignedIn.
    Result<Principal> principalOfSession(const QByteArray &secret, const Peer &peer);
    /// For the window: whoever runs it owns the data directory.
    Principal owner() const;
    /// A new secret for the endpoint file; it replaces the one before.
    QByteArray renewEndpointSecret();
    /// Whether the credential behind @p principal still holds.
    bool isAlive(const Principal &principal) const;

    /// Checks a password and opens a session. Errors: NotSignedIn, in the same time whether the
    /// account exists or not; TooMany when too many have failed or are under way.
    QFuture<Result<SignedIn>> signIn(const QString &email, const QByteArray &password,
                                     const Peer &peer);
    /// Checks a password, and opens no session: for the window. Errors as signIn().
    QFuture<Result<Principal>> checkPassword(const QString &email, const QByteArray &password,
                                             const Peer &peer);
    /// How many passwords have been hashed since the start.
    quint64 hashCount() const;
    /// Ends the session that @p principal came with: dead at once. A token stays until it is
    /// revoked.
    QFuture<Result<void>> signOut(const Principal &principal);

    /// All accounts, the owner's first.
    QList<Account> accounts() const;
    /// Errors: AccessDenied unless @p by owns the data directory (all three); AlreadyExists, also
    /// for a @p key that came before; KeyReused; InvalidArgument. The fingerprint of @p key goes to
    /// disk: it must not tell the password.
    QFuture<Result<Account>> addAccount(const Principal &by, const QString &email,
                                        const std::optional<QByteArray> &password,
                                        const RequestKey &key = {});
    /// Ends all sessions and tokens of the account. Errors: NotFound, InvalidArgument.
    QFuture<Result<void>> setPassword(const Principal &by, const QString &email,
                                      const QByteArray &password);
    /// The caller's own, who knows the @p current one. Ends the account's tokens and sessions, but
    /// the one that @p by came with. Errors: AccessDenied when @p current is wrong, counted and
    /// held back as in signIn(), or for a read-only token; InvalidArgument; TooMany.
    QFuture<Result<void>> changePassword(const Principal &by, const QByteArray &current,
                                         const QByteArray &password, const Peer &peer);
    /// With its sessions, tokens and tasks. Errors: NotFound; InvalidArgument for the owner's.
    QFuture<Result<void>> removeAccount(const Principal &by, const QString &email);

    /// The caller's own tokens, newest first.
    QFuture<Result<QList<Token>>> tokens(const Principal &by) const;
    /// Errors: InvalidArgument; AlreadyExists for a @p key that came before, as the secret is not
    /// kept; KeyReused.
    QFuture<Result<MadeToken>> createToken(const Principal &by, const NewToken &wanted,
                                           const RequestKey &key = {});
    /// Dead at once. Errors: NotFound, for another account's as well.
    QFuture<Result<void>> revokeToken(const Principal &by, CredentialId id);

Q_SIGNALS:
    /// All credentials of this account have ended (password changed, account removed), but perhaps
    /// the session that made the change. Any thread.
    void accountEnded(headway::AccountId account);
    /// This session or token has ended. Any thread.
    void credentialEnded(headway::CredentialId credential);

private:
    static Principal principalFor(const Account &account);
    static Principal principalFor(const Account &account, const StoredCredential &credential);
    Result<Principal> principalOf(const LiveCredential &credential) const;
    /// The session that @p principal came with; null when it came in another way.
    CredentialId sessionOf(const Principal &principal) const;
    /// Waits, and is for the hash thread.
    Result<SignedIn> openSession(const StoredAccount &verified, const Peer &peer);

    const Clock &m_clock;
    AccountBook m_book;
    std::unique_ptr<PasswordHasher> m_hasher;
    std::unique_ptr<PasswordCheck> m_passwords;
};

} // namespace headway
