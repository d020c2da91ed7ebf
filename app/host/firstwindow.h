#pragma once

#include "core/base/datadirectory.h"
#include "core/service/instancelock.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>

#include <memory>

namespace headway {

/// The place of the one window on a data directory. Whoever has it is asked to come to the front by
/// those that come later; only processes of the same user are listened to.
class FirstWindow final : public QObject
{
    Q_OBJECT

public:
    /// Errors: InUse when another window has it; Insecure, StorageFailed.
    static Result<std::unique_ptr<FirstWindow>> take(const DataDirectory &directory);
    ~FirstWindow() override;

Q_SIGNALS:
    void wanted();

private:
    FirstWindow(InstanceLock lock, const QString &socket);

    void listen(const QString &socket);
    void greet();
    void hear(QLocalSocket *caller);

    const InstanceLock m_lock;
    QLocalServer m_server;
};

/// Asks the window that has the place, with five seconds' patience.
class WindowCall final : public QObject
{
    Q_OBJECT

public:
    explicit WindowCall(const DataDirectory &directory);

Q_SIGNALS:
    /// Once. @p isHeard tells whether the window has answered.
    void ended(bool isHeard);

private:
    void ask();
    void hear();
    void end(bool isHeard);

    QLocalSocket m_window;
    bool m_hasEnded = false;
};

} // namespace headway
