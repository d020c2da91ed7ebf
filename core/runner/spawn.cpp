#include "core/runner/spawn.h"

#include "core/base/coredump.h"
#include "core/base/uniquefd.h"
#include "core/runner/systemerror.h"

#include <QFile>

#include <csignal>
#include <vector>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace headway {

namespace {

char shell[] = "/bin/sh";

/// Proves to the service who we are: nothing that a command needs to know.
constexpr QByteArrayView ownToken = "HEADWAY_TOKEN=";

/// All that the child needs, made before the fork: after it only async-signal-safe calls are
/// allowed, so nothing may be allocated.
struct Prepared
{
    std::vector<char *> files; ///< where the program may be, in the order of PATH
    std::vector<char *> arguments;
    std::vector<char *> script; ///< /bin/sh FILE ARGS, for a file that has no #!
    std::vector<char *> environment;
    std::array<int, 3> streams{};
    int controllingTerminal = -1;
    int failure = -1; ///< where the child writes its errno
};

QList<QByteArray> filesFor(const QByteArray &program)
{
    if (program.contains('/') || program.isEmpty())
        return {program};
    // What execvp() takes when PATH is unset.
    const QByteArray path = qEnvironmentVariableIsSet("PATH") ? qgetenv("PATH") : "/bin:/usr/bin";
    QList<QByteArray> files;
    for (const QByteArray &directory : path.split(':'))
        files += (directory.isEmpty() ? QByteArray(".") : directory) + '/' + program;
    return files;
}

/// execve() takes pointers to char and writes nothing.
char *argument(const QByteArray &text)
{
    return const_cast<char *>(text.constData());
}

std::vector<char *> terminated(const QList<QByteArray> &texts)
{
    std::vector<char *> pointers;
    for (const QByteArray &text : texts)
        pointers.push_back(argument(text));
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<char *> environmentOfCommand()
{
    std::vector<char *> variables;
    for (char **variable = environ; variable && *variable; ++variable) {
        if (!QByteArrayView(*variable).startsWith(ownToken))
            variables.push_back(*variable);
    }
    variables.push_back(nullptr);
    return variables;
}

void resetSignals()
{
    struct sigaction byDefault = {};
    byDefault.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        ::sigaction(number, &byDefault, nullptr);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

bool takeStreams(const Prepared &prepared)
{
    // Out of the way first: one of them may have the number that another is to get.
    int moved[3];
    for (int i = 0; i < 3; ++i)
        moved[i] = ::fcntl(prepared.streams[static_cast<size_t>(i)], F_DUPFD_CLOEXEC, 10);
    for (int i = 0; i < 3; ++i) {
        if (moved[i] >= 0 && ::dup2(moved[i], i) < 0)
            return false;
        if (moved[i] < 0)
            ::close(i); // the user's own was closed
    }
    return true;
}

/// @return the errno of the failure that tells most
int execute(Prepared &prepared)
{
    int failure = ENOENT;
    for (char *file : prepared.files) {
        ::execve(file, prepared.arguments.data(), prepared.environment.data());
        if (errno == ENOEXEC) {
            prepared.script[1] = file;
            ::execve(shell, prepared.script.data(), prepared.environment.data());
        }
        if (errno != ENOENT && errno != ENOTDIR)
            failure = errno;
    }
    return failure;
}

[[noreturn]] void runChild(Prepared &prepared)
{
    ::setsid();
    if (prepared.controllingTerminal >= 0)
        ::ioctl(prepared.controllingTerminal, TIOCSCTTY, 0);
    resetSignals();
    restoreCoreDumps();
    const int failure = takeStreams(prepared) ? execute(prepared) : errno;
    // A failed write leaves an exit code that says the same.
    if (::write(prepared.failure, &failure, sizeof(failure)) < 0)
        ::_exit(126);
    ::_exit(127);
}

Error cannotRun(const QByteArray &program, int code)
{
    const QString name = QFile::decodeName(program);
    if (code == ENOENT)
        return {ErrorCode::NotFound, QStringLiteral("%1: command not found").arg(name)};
    return {ErrorCode::Internal,
            QStringLiteral("%1: %2").arg(name, QString::fromLocal8Bit(std::strerror(code)))};
}

} // namespace

Result<pid_t> spawn(const SpawnRequest &request)
{
    const QList<QByteArray> files = filesFor(request.arguments.value(0));
    Prepared prepared;
    for (const QByteArray &file : files)
        prepared.files.push_back(argument(file));
    prepared.arguments = terminated(request.arguments);
    prepared.script = prepared.arguments;
    prepared.script.insert(prepared.script.begin(), shell);
    prepared.environment = environmentOfCommand();
    prepared.streams = request.streams;
    prepared.controllingTerminal = request.controllingTerminal;
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return systemError("make a pipe");
    const UniqueFd reading(ends[0]);
    UniqueFd writing(ends[1]);
    prepared.failure = writing.get();

    const pid_t pid = ::fork();
    if (pid < 0)
        return systemError("start a process");
    if (pid == 0)
        runChild(prepared);
    writing.reset();
    int failure = 0; // nothing comes when the program was executed: the pipe just closes
    ssize_t count = 0;
    do
        count = ::read(reading.get(), &failure, sizeof(failure));
    while (count < 0 && errno == EINTR);
    if (count != sizeof(failure))
        return pid;
    ::waitpid(pid, nullptr, 0);
    return cannotRun(request.arguments.value(0), failure);
}

} // namespace headway
