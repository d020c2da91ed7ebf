#pragma once

#include "core/client/remotetasksession.h"
#include "core/session/retentiondesk.h"

namespace headway {

/// How long a session's service keeps tasks. Errors of all: Unreachable.
class RemoteRetentionDesk final : public RetentionDesk
{
public:
    /// @p maySet: the session is the owner's, by the endpoint file's token.
    RemoteRetentionDesk(std::shared_ptr<RemoteTaskSession> session, bool maySet);

    bool maySet() const override { return m_maySet; }
    QFuture<Result<Retention>> retention() override;
    QFuture<Result<void>> set(const Retention &retention) override;

private:
    const std::shared_ptr<RemoteTaskSession> m_session;
    const bool m_maySet;
};

} // namespace headway
