#pragma once

#include "core/client/remotetasksession.h"
#include "core/session/tokendesk.h"

#include <functional>

namespace headway {

/// The tokens of a session's account, at its service. Errors of all: Unreachable.
class RemoteTokenDesk final : public TokenDesk
{
public:
    /// Makes a client of the same service with another credential.
    using ClientMaker = std::function<std::unique_ptr<ApiClient>(const Credential &)>;

    RemoteTokenDesk(std::shared_ptr<RemoteTaskSession> session, ClientMaker makeClient);

    QFuture<Result<QList<Token>>> list() override;
    QFuture<Result<NewSecret>> create(const NewToken &wanted) override;
    QFuture<Result<void>> revoke(CredentialId id) override;
    QFuture<Result<void>> takeBack(const NewSecret &made) override;

private:
    const std::shared_ptr<RemoteTaskSession> m_session;
    const ClientMaker m_makeClient;
};

} // namespace headway
