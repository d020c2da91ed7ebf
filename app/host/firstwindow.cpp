#include "app/host/firstwindow.h"

#include "core/base/privatefile.h"
#include "core/base/socketuser.h"

#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <utility>

#include <sys/socket.h>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr QByteArrayView question = "show\n";
constexpr QByteArrayView shownAnswer = "shown\n";
constexpr int mostCallers = 8; // at once
constexpr std::chrono::milliseconds patience = 5s;

bool isOurs(const QLocalSocket &caller)
{
    ucred who = {};
    socklen_t size = sizeof who;
    const int fd = static_cast<int>(caller.socketDescriptor());
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0
        && OsUserId{who.uid} == ownUser();
}

} // namespace

Result<std::unique_ptr<FirstWindow>> FirstWindow::take(const DataDirectory &directory)
{
    const QString file = directory.windowLockFile();
    for (const QString &path : {directory.path(), QFileInfo(file).path()}) {
        if (const Result<void> made = makePrivateDirectory(path); !made)
            return made.error();
    }
    Result<InstanceLock> lock = InstanceLock::acquire(file);
    if (!lock)
        return lock.error();
    return std::unique_ptr<FirstWindow>(
        new FirstWindow(std::move(*lock), directory.windowSocket()));
}

FirstWindow::FirstWindow(InstanceLock lock, const QString &socket)
    : m_lock(std::move(lock))
{
    m_server.setMaxPendingConnections(mostCallers);
    connect(&m_server, &QLocalServer::newConnection, this, &FirstWindow::greet);
    listen(socket);
}

FirstWindow::~FirstWindow() = default;

/// With a name too long for a socket nobody can call, and the window is none the worse.
void FirstWindow::listen(const QString &socket)
{
    QLocalServer::removeServer(socket); // the lock is ours, so it is of one that was killed
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    if (m_server.listen(socket))
        QFile::setPermissions(socket, QFile::ReadOwner | QFile::WriteOwner);
}

void FirstWindow::greet()
{
    while (QLocalSocket *caller = m_server.nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        caller->setReadBufferSize(question.size() + 1);
        const auto all = m_server.findChildren<QLocalSocket *>();
        if (all.size() > mostCallers || !isOurs(*caller)) {
            caller->abort();
            continue;
        }
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { hear(caller); });
        QTimer::singleShot(patience, caller, [caller] { caller->abort(); });
        hear(caller);
    }
}

void FirstWindow::hear(QLocalSocket *caller)
{
    const QByteArray said = caller->peek(question.size() + 1);
    if (said.size() < question.size() && question.startsWith(said))
        return;
    if (said == question) {
        caller->write(shownAnswer.data(), shownAnswer.size());
        caller->flush();
        Q_EMIT wanted();
    }
    caller->disconnectFromServer();
}

WindowCall::WindowCall(const DataDirectory &directory)
{
    connect(&m_window, &QLocalSocket::connected, this, &WindowCall::ask);
    connect(&m_window, &QLocalSocket::readyRead, this, &WindowCall::hear);
    connect(&m_window, &QLocalSocket::disconnected, this, [this] { end(false); });
    connect(&m_window, &QLocalSocket::errorOccurred, this, [this] { end(false); });
    QTimer::singleShot(patience, this, [this] { end(false); });
    // Later: whoever made this connects first.
    QMetaObject::invokeMethod(
        this, [this, socket = directory.windowSocket()] { m_window.connectToServer(socket); },
        Qt::QueuedConnection);
}

void WindowCall::ask()
{
    if (!isOurs(m_window))
        return end(false);
    m_window.write(question.data(), question.size());
}

void WindowCall::hear()
{
    if (m_window.bytesAvailable() >= shownAnswer.size())
        end(m_window.read(shownAnswer.size()) == shownAnswer);
}

void WindowCall::end(bool isHeard)
{
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT ended(isHeard);
}

} // namespace headway
