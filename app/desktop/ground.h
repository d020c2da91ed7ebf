#pragma once

#include "app/host/servicehost.h"
#include "core/session/signin.h"

namespace headway {

/// What the window stands on: a service in this process, or one that another process of this user
/// runs on the same data directory.
class Ground
{
public:
    /// Errors: those of ServiceHost::start(); InUse only when whoever has the directory runs no
    /// service.
    static Result<std::unique_ptr<Ground>> open(const HostOptions &options);
    ~Ground();
    Q_DISABLE_COPY_MOVE(Ground)

    SignIn &signIn() { return *m_signIn; }
    const Clock &clock() const { return m_clock; }
    /// Where programs reach the service.
    QString url() const { return m_url; }
    /// What the user has to be told of the start; mostly empty.
    QString notice() const { return m_host ? m_host->notice() : QString(); }

private:
    Ground() = default;

    SystemClock m_clock;
    QString m_url;
    std::unique_ptr<ServiceHost> m_host; ///< null: the service is another process
    std::unique_ptr<SignIn> m_signIn;
};

} // namespace headway
