#include "core/runner/processtree.h"

#include <QDir>
#include <QFile>
#include <QMultiHash>
#include <QSet>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// The fourth field of /proc/PID/stat; the second is the program's name in parentheses, which may
/// hold anything, further parentheses included. Source: proc(5)
pid_t parentOf(const QString &pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0; // gone already
    const QByteArray stat = file.readAll();
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(1).toInt();
}

QMultiHash<pid_t, pid_t> childrenByParent()
{
    QMultiHash<pid_t, pid_t> children;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isProcess = false;
        const pid_t pid = name.toInt(&isProcess);
        if (isProcess)
            children.insert(parentOf(name), pid);
    }
    return children;
}

} // namespace

void becomeSubreaper()
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

QList<pid_t> descendantsOf(pid_t root)
{
    const QMultiHash<pid_t, pid_t> children = childrenByParent();
    QList<pid_t> found = children.values(root);
    for (qsizetype next = 0; next < found.size(); ++next)
        found += children.values(found.at(next));
    return found;
}

void signalDescendants(int signal)
{
    for (const pid_t pid : descendantsOf(::getpid()))
        ::kill(pid, signal);
}

void stopDescendants()
{
    QSet<pid_t> stopped;
    for (bool isNew = true; std::exchange(isNew, false);) {
        for (const pid_t pid : descendantsOf(::getpid())) {
            if (stopped.contains(pid))
                continue;
            ::kill(pid, SIGSTOP);
            stopped.insert(pid);
            isNew = true;
        }
    }
}

void continueDescendants()
{
    const QList<pid_t> rootFirst = descendantsOf(::getpid());
    for (auto pid = rootFirst.crbegin(); pid != rootFirst.crend(); ++pid)
        ::kill(*pid, SIGCONT);
}

bool takesDefault(pid_t pid, int signal)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const quint64 bit = quint64(1) << (signal - 1);
    const QByteArrayList lines = file.readAll().split('\n');
    return std::none_of(lines.begin(), lines.end(), [bit](const QByteArray &line) {
        const bool isMask = line.startsWith("SigIgn:") || line.startsWith("SigCgt:");
        return isMask && (line.mid(line.indexOf(':') + 1).trimmed().toULongLong(nullptr, 16) & bit);
    });
}

Reaped reapChildren(pid_t wanted)
{
    Reaped reaped;
    for (;;) {
        int status = 0;
        const pid_t pid = ::waitpid(-1, &status, WNOHANG);
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid <= 0) {
            reaped.treeIsGone = pid < 0;
            return reaped;
        }
        if (pid == wanted)
            reaped.status = status;
    }
}

} // namespace headway
