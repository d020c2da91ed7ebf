#pragma once

#include "core/client/remotetasksession.h"
#include "core/session/tokendesk.h"

namespace headway {

/// The tokens of a session's account, at its service. Errors of all: Unreachable.
class RemoteTokenDesk final : public TokenDesk
{
public:
    explicit RemoteTokenDesk(std::shared_ptr<RemoteTaskSession> session);

    QFuture<Result<QList<Token>>> list() override;
    QFuture<Result<NewSecret>> create(const NewToken &wanted) override;
    QFuture<Result<void>> revoke(CredentialId id) override;

private:
    const std::shared_ptr<RemoteTaskSession> m_session;
};

} // namespace headway
