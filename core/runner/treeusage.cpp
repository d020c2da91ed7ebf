#include "core/runner/treeusage.h"

#include "core/runner/clockticks.h"

#include <QDir>
#include <QFile>
#include <QList>

#include <sys/resource.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(); // gone already
}

/// Each thread knows those that it has started. Source: proc(5), /proc/pid/task/tid/children
QList<pid_t> childrenOf(const QString &processes, pid_t pid)
{
    const QString tasks = u"%1/%2/task"_s.arg(processes).arg(pid);
    QList<pid_t> children;
    const QStringList threads = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        const QByteArrayList pids = contentOf(tasks + u'/' + thread + "/children"_L1).split(' ');
        for (const QByteArray &child : pids) {
            if (const pid_t found = child.toInt(); found > 0)
                children.append(found);
        }
    }
    return children;
}

std::chrono::milliseconds fromTimeval(const timeval &time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::milliseconds(time.tv_usec / 1000);
}

/// The numbers behind the program's name, which may hold anything. Source: proc(5), where utime,
/// stime, cutime and cstime are the fields from 14 on, rss is 24, and the name is the second.
TreeUsage usageOf(const QString &processes, pid_t pid)
{
    const QByteArray stat = contentOf(u"%1/%2/stat"_s.arg(processes).arg(pid));
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const auto field = [&fields](int number) { return fields.value(number - 3).toLongLong(); };
    static const qint64 pageBytes = ::sysconf(_SC_PAGESIZE);
    return {fromTicks(field(14) + field(15) + field(16) + field(17)), field(24) * pageBytes};
}

void addDescendants(const QString &processes, pid_t root, TreeUsage &usage)
{
    QList<pid_t> tree = childrenOf(processes, root);
    for (qsizetype next = 0; next < tree.size(); ++next) {
        const TreeUsage one = usageOf(processes, tree.at(next));
        usage.processor += one.processor;
        usage.memoryBytes += one.memoryBytes;
        tree += childrenOf(processes, tree.at(next));
    }
}

bool tellsChildren(const QString &processes)
{
    // A process' first thread bears its number.
    return QFile::exists(u"%1/%2/task/%2/children"_s.arg(processes).arg(::getpid()));
}

} // namespace

std::optional<TreeUsage> usageOfDescendants(const QString &processes)
{
    if (!tellsChildren(processes))
        return std::nullopt;
    rusage ended{};
    ::getrusage(RUSAGE_CHILDREN, &ended);
    TreeUsage usage{fromTimeval(ended.ru_utime) + fromTimeval(ended.ru_stime), 0};
    addDescendants(processes, ::getpid(), usage);
    return usage;
}

std::optional<TreeUsage> usageOfTree(pid_t pid, const QString &processes)
{
    if (!QFile::exists(u"%1/%2/stat"_s.arg(processes).arg(pid)))
        return std::nullopt;
    TreeUsage usage = usageOf(processes, pid);
    addDescendants(processes, pid, usage);
    return usage;
}

} // namespace headway
