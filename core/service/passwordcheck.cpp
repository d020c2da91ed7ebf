#include "core/service/passwordcheck.h"

#include "core/base/logtext.h"
#include "core/model/limits.h"

namespace headway {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcSignIn, "headway.signin", QtInfoMsg)

namespace {

void logFailure(const SignInAttempt &attempt, const char *reason)
{
    qCWarning(lcSignIn).noquote() << "sign-in of" << logText(attempt.email) << "from"
                                  << logText(attempt.peer.toString()) << "failed:" << reason;
}

bool isTooLong(const QByteArray &password)
{
    constexpr qsizetype longestCharacter = 4; // bytes of UTF-8
    return password.size() > longestCharacter * limits::passwordMaxLength;
}

const char *reasonOf(const std::optional<StoredAccount> &account, const QByteArray &password)
{
    if (!account)
        return "unknown account";
    if (account->passwordHash.isEmpty())
        return "no password set";
    return isTooLong(password) ? "over-long password" : "wrong password";
}

} // namespace

PasswordCheck::PasswordCheck(PasswordHasher &hasher, const CredentialCache &accounts,
                             const Clock &clock)
    : m_hasher(hasher)
    , m_accounts(accounts)
    , m_clock(clock)
{
}

std::optional<Error> PasswordCheck::heldBack(const SignInAttempt &attempt) const
{
    const auto pause = m_failed.pause(attempt.email, attempt.peer, m_clock.monotonic());
    if (!pause)
        return std::nullopt;
    logFailure(attempt, "held back");
    return Error{ErrorCode::TooMany, u"Too many attempts to sign in have failed."_s, *pause};
}

Result<StoredAccount> PasswordCheck::verify(const SignInAttempt &attempt)
{
    // Again, since those that were waiting together may have failed before this one.
    if (const std::optional<Error> held = heldBack(attempt))
        return *held;
    const std::optional<StoredAccount> account = m_accounts.account(attempt.email);
    const bool canMatch = account && !isTooLong(attempt.password);
    const Result<bool> matches =
        m_hasher.matches(canMatch ? account->passwordHash : QByteArray(),
                         isTooLong(attempt.password) ? QByteArray() : attempt.password);
    if (!matches)
        return matches.error();
    if (*matches) {
        m_failed.clear(attempt.email, attempt.peer);
        return *account;
    }
    m_failed.add(attempt.email, attempt.peer, m_clock.monotonic());
    logFailure(attempt, reasonOf(account, attempt.password));
    return Error{ErrorCode::NotSignedIn, u"The email or the password is wrong."_s};
}

} // namespace headway
