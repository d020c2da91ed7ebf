#include "app/cli/passwordprompt.h"

#include "app/cli/commandline.h"
#include "app/cli/terminalecho.h"
#include "app/host/wrong.h"
#include "core/base/uniquefd.h"

#include <cerrno>

#include <fcntl.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Up to the line's end, and not one byte more: what follows is somebody else's.
Result<QByteArray> readLine(int fd)
{
    constexpr qsizetype longest = 8192;
    QByteArray line;
    char c = 0;
    while (line.size() <= longest) {
        const ssize_t count = ::read(fd, &c, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 && line.isEmpty())
            return wrong(u"There is nothing to read."_s);
        if (count <= 0 || c == '\n')
            return line.endsWith('\r') ? line.chopped(1) : line;
        line += c;
    }
    return wrong(u"The line is too long."_s);
}

Result<UniqueFd> openTerminal()
{
    UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (!terminal.isValid())
        return wrong(u"There is no terminal to ask on; use --password-stdin."_s);
    return terminal;
}

Result<QByteArray> ask(int terminal, const QString &question)
{
    const QByteArray text = question.toUtf8();
    if (::write(terminal, text.constData(), static_cast<size_t>(text.size())) < 0)
        return wrong(u"The terminal takes no question; use --password-stdin."_s);
    return readLine(terminal);
}

Result<QByteArray> checkedPassword(const Result<QByteArray> &line)
{
    if (line && !line->isValidUtf8())
        return wrong(u"The password is not valid UTF-8."_s);
    return line;
}

Result<QByteArray> askHidden(const QString &question)
{
    const Result<UniqueFd> terminal = openTerminal();
    if (!terminal)
        return terminal.error();
    const TerminalEchoOff echoOff(terminal->get());
    return checkedPassword(ask(terminal->get(), question));
}

} // namespace

Result<QString> askLine(const QString &question)
{
    const Result<UniqueFd> terminal = openTerminal();
    if (!terminal)
        return terminal.error();
    const Result<QByteArray> line = ask(terminal->get(), question);
    return line ? QString::fromUtf8(*line) : Result<QString>(line.error());
}

Result<QByteArray> askPassword(const CommandLine &line)
{
    if (line.isSet(u"password-stdin"_s))
        return checkedPassword(readLine(STDIN_FILENO));
    return askHidden(u"Password: "_s);
}

Result<QByteArray> askNewPassword(const CommandLine &line)
{
    Result<QByteArray> first =
        line.isSet(u"password-stdin"_s) ? askPassword(line) : askHidden(u"New password: "_s);
    if (!first || line.isSet(u"password-stdin"_s))
        return first;
    Result<QByteArray> second = askHidden(u"The same again: "_s);
    if (second && *second != *first)
        return wrong(u"The two passwords differ."_s);
    return second;
}

} // namespace headway
