#pragma once

#include "app/host/servicehost.h"
#include "core/base/worker.h"
#include "core/session/latesignin.h"

namespace headway {

/// What the window stands on: a service in this process, or one that another process of this user
/// runs on the same data directory. It is opened on a thread of its own, where the service stays:
/// the window waits for no disk.
class Ground : public QObject
{
    Q_OBJECT

public:
    explicit Ground(HostOptions options);
    /// Waits until it is closed again.
    ~Ground() override;
    /// Waits likewise; nobody may ask anything of it any more, and nobody's session be used.
    void close();

    /// What is asked of it before the ground is open is answered then.
    SignIn &signIn() { return *m_signIn; }
    /// Begins to open it: opened() or failed() comes later. Nothing has been done before.
    void open();

Q_SIGNALS:
    /// @p notice is what the user has to be told of the start; mostly empty.
    void opened(const QString &notice);
    /// With the errors of ServiceHost::start(); InUse only when whoever has the directory runs no
    /// service.
    void failed(const headway::Error &error);

private:
    Result<QString> openHost();
    void take(const QString &url);

    const HostOptions m_options;
    const DataDirectory m_directory;
    std::unique_ptr<ServiceHost> m_host; ///< the worker's; null: the service is another process
    std::unique_ptr<LateSignIn> m_signIn; ///< borrows from the host
    std::unique_ptr<Worker> m_worker; ///< null until it is opened
};

} // namespace headway
