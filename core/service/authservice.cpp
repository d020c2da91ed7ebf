#include "core/service/authservice.h"

#include "core/base/future.h"
#include "core/base/logtext.h"
#include "core/service/passwordcheck.h"

#include <algorithm>
#include <chrono>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype tokenNameLength = 200;

Error notSignedIn()
{
    return {ErrorCode::NotSignedIn, u"Sign in first."_s};
}

Error ownerOnly()
{
    return {ErrorCode::AccessDenied, u"Only whoever owns the data directory manages accounts."_s};
}

Error noSuchAccount()
{
    return {ErrorCode::NotFound, u"There is no account with this email."_s};
}

Error invalid(const QString &sentence)
{
    return {ErrorCode::InvalidArgument, sentence};
}

template <typename T>
QFuture<Result<T>> refuse(const Error &error)
{
    return readyFuture<Result<T>>(error);
}

/// Where the caller stands in the queue of those who set passwords.
QString placeOf(const Principal &by)
{
    return u"account %1"_s.arg(by.account().rowId());
}

Token tokenOf(const StoredCredential &stored)
{
    return {stored.id, stored.name, stored.scope, stored.createdAt, stored.expiresAt};
}

} // namespace

AuthService::AuthService(TaskEngine &engine, HistoryKeeper &history, const Clock &clock,
                         const HashCost &hashCost)
    : m_clock(clock)
    , m_book(engine, history, clock)
    , m_hasher(std::make_unique<PasswordHasher>(hashCost))
    , m_passwords(std::make_unique<PasswordCheck>(*m_hasher, m_book.cache(), clock))
{
    connect(&m_book, &AccountBook::accountEnded, this, &AuthService::accountEnded,
            Qt::DirectConnection);
    connect(&m_book, &AccountBook::credentialEnded, this, &AuthService::credentialEnded,
            Qt::DirectConnection);
}

AuthService::~AuthService()
{
    stop();
}

void AuthService::stop()
{
    m_hasher.reset();
}

Result<void> AuthService::open(const EmailSource &ownerEmail)
{
    return m_book.open(ownerEmail);
}

Principal AuthService::principalFor(const Account &account)
{
    Principal principal;
    principal.m_account = account.id;
    principal.m_email = account.email;
    return principal;
}

Principal AuthService::principalFor(const Account &account, const StoredCredential &credential)
{
    Principal principal = principalFor(account);
    principal.m_credential = credential.id;
    principal.m_scope = credential.scope;
    return principal;
}

Result<Principal> AuthService::principalOf(const LiveCredential &credential) const
{
    const std::optional<StoredAccount> account = m_book.cache().account(credential.stored.account);
    if (!account)
        return notSignedIn();
    return principalFor(account->account, credential.stored);
}

Result<Principal> AuthService::principalOfTokenHash(const QByteArray &hash) const
{
    if (m_book.cache().isEndpoint(hash))
        return owner();
    const auto token = m_book.cache().find(CredentialKind::Token, hash);
    if (!token) {
        qCDebug(lcSignIn, "a token that has ended or never was");
        return notSignedIn();
    }
    return principalOf(*token);
}

Result<Principal> AuthService::principalOfSession(const QByteArray &secret, const Peer &peer)
{
    const auto session = m_book.cache().find(CredentialKind::Session, hashOfSecret(secret));
    if (!session) {
        qCDebug(lcSignIn).noquote()
            << "from" << logText(peer.toString()) << "a cookie of no session";
        return notSignedIn();
    }
    Result<Principal> principal = principalOf(*session);
    if (session->stored.osUser != peer.user) {
        qCWarning(lcSignIn).noquote()
            << "from" << logText(peer.toString()) << "the cookie of another OS user, signed in as"
            << logText(principal ? principal->email() : QString());
        return notSignedIn();
    }
    m_book.noteUse(*session);
    return principal;
}

Principal AuthService::owner() const
{
    Principal principal = principalFor(m_book.cache().owner().account);
    principal.m_ownsDataDirectory = true;
    return principal;
}

QByteArray AuthService::renewEndpointSecret()
{
    QByteArray secret = makeSecret("hw_");
    m_book.setEndpointHash(hashOfSecret(secret));
    return secret;
}

bool AuthService::isAlive(const Principal &principal) const
{
    return principal.credential().isNull() ? m_book.cache().hasAccount(principal.account())
                                           : m_book.cache().find(principal.credential()) != nullptr;
}

QFuture<Result<SignedIn>> AuthService::signIn(const QString &email, const QByteArray &password,
                                              const Peer &peer)
{
    return m_passwords->run<SignedIn>(
        {email, password, peer},
        [this, peer](const Result<StoredAccount> &account) -> Result<SignedIn> {
            return account ? openSession(*account, peer) : account.error();
        });
}

Result<SignedIn> AuthService::openSession(const StoredAccount &verified, const Peer &peer)
{
    const QByteArray secret = makeSecret();
    StoredCredential session;
    session.id = CredentialId::make();
    session.account = verified.account.id;
    session.kind = CredentialKind::Session;
    session.hash = hashOfSecret(secret);
    session.createdAt = m_clock.now();
    session.expiresAt = session.createdAt.addDuration(SessionLife::lifetime);
    session.usedAt = session.createdAt;
    session.osUser = peer.user;
    const SignedIn signedIn{principalFor(verified.account, session), secret};
    return m_book.addCredential(session, verified.passwordHash, signedIn).result();
}

QFuture<Result<Principal>> AuthService::checkPassword(const QString &email,
                                                      const QByteArray &password, const Peer &peer)
{
    return m_passwords->run<Principal>(
        {email, password, peer}, [](const Result<StoredAccount> &account) -> Result<Principal> {
            if (!account)
                return account.error();
            return principalFor(account->account);
        });
}

quint64 AuthService::hashCount() const
{
    return m_hasher->count();
}

CredentialId AuthService::sessionOf(const Principal &principal) const
{
    const LiveCredentialPtr credential = m_book.cache().find(principal.credential());
    return credential && credential->life ? credential->stored.id : CredentialId();
}

QFuture<Result<void>> AuthService::signOut(const Principal &principal)
{
    const CredentialId session = sessionOf(principal);
    return session.isNull() ? readyFuture(Result<void>()) : m_book.removeCredential(session);
}

QList<Account> AuthService::accounts() const
{
    return m_book.cache().accounts();
}

QFuture<Result<Account>> AuthService::addAccount(const Principal &by, const QString &email,
                                                 const std::optional<QByteArray> &password,
                                                 const RequestKey &key)
{
    if (!by.ownsDataDirectory())
        return refuse<Account>(ownerOnly());
    if (Result<void> valid = checkEmail(email); !valid)
        return refuse<Account>(valid.error());
    if (password) {
        if (Result<void> valid = headway::checkPassword(*password, email); !valid)
            return refuse<Account>(valid.error());
    }
    return m_hasher->run<Account>(placeOf(by), [=, this]() -> Result<Account> {
        const Result<QByteArray> hash = password ? m_hasher->hash(*password) : QByteArray();
        return hash ? m_book.addAccount(by.account(), email, *hash, key).result() : hash.error();
    });
}

QFuture<Result<void>> AuthService::setPassword(const Principal &by, const QString &email,
                                               const QByteArray &password)
{
    if (!by.ownsDataDirectory())
        return refuse<void>(ownerOnly());
    const std::optional<StoredAccount> account = m_book.cache().account(email);
    if (!account)
        return refuse<void>(noSuchAccount());
    if (Result<void> valid = headway::checkPassword(password, email); !valid)
        return refuse<void>(valid.error());
    return m_hasher->run<void>(placeOf(by), [=, this, id = account->account.id]() -> Result<void> {
        const Result<QByteArray> hash = m_hasher->hash(password);
        return hash ? m_book.setPasswordHash(id, *hash).result() : hash.error();
    });
}

QFuture<Result<void>> AuthService::changePassword(const Principal &by, const QByteArray &current,
                                                  const QByteArray &password, const Peer &peer)
{
    if (!by.mayWrite())
        return refuse<void>({ErrorCode::AccessDenied, u"This token may only read."_s});
    if (Result<void> valid = headway::checkPassword(password, by.email()); !valid)
        return refuse<void>(valid.error());
    return m_passwords->run<void>(
        {by.email(), current, peer},
        [=, this](const Result<StoredAccount> &account) -> Result<void> {
            if (!account && account.error().code == ErrorCode::NotSignedIn)
                return Error{ErrorCode::AccessDenied, u"The current password is wrong."_s};
            const Result<QByteArray> hash =
                account ? m_hasher->hash(password) : Result<QByteArray>(account.error());
            return hash ? m_book.setPasswordHash(by.account(), *hash, sessionOf(by)).result()
                        : hash.error();
        });
}

QFuture<Result<void>> AuthService::removeAccount(const Principal &by, const QString &email)
{
    if (!by.ownsDataDirectory())
        return refuse<void>(ownerOnly());
    const std::optional<StoredAccount> account = m_book.cache().account(email);
    if (!account)
        return refuse<void>(noSuchAccount());
    if (account->account.isOwner)
        return refuse<void>(invalid(u"The owner's account cannot be removed."_s));
    return m_book.removeAccount(account->account.id);
}

QFuture<Result<QList<Token>>> AuthService::tokens(const Principal &by) const
{
    QList<Token> tokens;
    for (const StoredCredential &stored : m_book.cache().tokensOf(by.account()))
        tokens.append(tokenOf(stored));
    std::sort(tokens.begin(), tokens.end(),
              [](const Token &a, const Token &b) { return a.createdAt > b.createdAt; });
    return readyFuture<Result<QList<Token>>>(tokens);
}

QFuture<Result<MadeToken>> AuthService::createToken(const Principal &by, const NewToken &wanted,
                                                    const RequestKey &key)
{
    if (!by.mayWrite()) {
        return refuse<MadeToken>(
            {ErrorCode::AccessDenied, u"A read-only token cannot make tokens."_s});
    }
    if (wanted.name.size() > tokenNameLength)
        return refuse<MadeToken>(invalid(u"A token's name has at most 200 characters."_s));
    if (wanted.lifetime && *wanted.lifetime <= 0s)
        return refuse<MadeToken>(invalid(u"A token's lifetime must be positive."_s));
    const std::optional<StoredAccount> account = m_book.cache().account(by.account());
    if (!account)
        return refuse<MadeToken>(notSignedIn());
    const QByteArray secret = makeSecret("hw_");
    StoredCredential stored;
    stored.id = CredentialId::make();
    stored.account = by.account();
    stored.kind = CredentialKind::Token;
    stored.hash = hashOfSecret(secret);
    stored.name = wanted.name;
    stored.scope = wanted.scope;
    stored.createdAt = m_clock.now();
    if (wanted.lifetime)
        stored.expiresAt = stored.createdAt.addDuration(*wanted.lifetime);
    return m_book.addCredential(stored, account->passwordHash, MadeToken{tokenOf(stored), secret},
                                key);
}

QFuture<Result<void>> AuthService::revokeToken(const Principal &by, CredentialId id)
{
    const QList<StoredCredential> tokens = m_book.cache().tokensOf(by.account());
    if (std::none_of(tokens.begin(), tokens.end(),
                     [id](const StoredCredential &token) { return token.id == id; }))
        return refuse<void>({ErrorCode::NotFound, u"There is no token with this id."_s});
    if (!by.mayWrite())
        return refuse<void>(
            {ErrorCode::AccessDenied, u"A read-only token cannot revoke tokens."_s});
    return m_book.removeCredential(id);
}

} // namespace headway
