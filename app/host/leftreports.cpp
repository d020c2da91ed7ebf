#include "app/host/leftreports.h"

#include "core/service/authservice.h"
#include "core/service/service.h"

namespace headway {

using namespace Qt::StringLiterals;

LeftReports::LeftReports(Service &service, const DataDirectory &directory, const Clock &clock)
    : m_service(service)
    , m_delivery(
          directory.spoolDirectory(), [this](const QString &target) { return sourceFor(target); },
          clock)
{
    connect(&m_delivery, &SpoolDelivery::delivered, this, &LeftReports::endTokenOf);
}

LeftReports::~LeftReports() = default;

std::optional<SessionSource> LeftReports::sourceFor(const QString &target)
{
    if (target == ownerTarget)
        return [this] { return Result(m_service.sessionFor(m_service.auth().owner())); };
    const std::optional<TokenTarget> token = readTokenTarget(target);
    if (!token || !token->url.isEmpty()) // another service's, or a login's, who reports it himself
        return std::nullopt;
    // One that is not known may be another service's, or come back with a backup.
    if (!token->endsToken && !m_service.auth().principalOfTokenHash(token->hash))
        return std::nullopt;
    return [this, hash = token->hash] { return sessionWith(hash); };
}

/// A run's own token is nobody's once it has ended: what was to be reported with it is refused for
/// good.
Result<TaskSessionPtr> LeftReports::sessionWith(const QByteArray &tokenHash)
{
    const Result<Principal> principal = m_service.auth().principalOfTokenHash(tokenHash);
    if (!principal)
        return Error{ErrorCode::AccessDenied, u"The token that it was begun with has ended."_s};
    return m_service.sessionFor(*principal);
}

void LeftReports::endTokenOf(const QString &target)
{
    const std::optional<TokenTarget> token = readTokenTarget(target);
    if (!token || !token->endsToken)
        return;
    if (const Result<Principal> principal = m_service.auth().principalOfTokenHash(token->hash))
        m_service.auth().revokeToken(*principal, principal->credential());
}

} // namespace headway
