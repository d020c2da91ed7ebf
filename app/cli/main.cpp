#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/help.h"
#include "app/cli/verbtable.h"
#include "core/base/coredump.h"
#include "core/base/telltale.h"
#include "core/client/trust.h"

#include <QCoreApplication>

#ifdef HEADWAY_WITH_MIMALLOC
#    include <mimalloc.h>
#endif

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

/// Gives memory back to the system as soon as it is free. Left alone, the allocator keeps what a
/// crowd of long requests took, and takes more for the next crowd.
void giveBackFreedMemory()
{
#ifdef HEADWAY_WITH_MIMALLOC
    mi_option_set(mi_option_decommit_delay, 0);
#endif
}

void ignoreMessage(QtMsgType, const QMessageLogContext &, const QString &) { }

/// The number of a closed standard stream would go to a descriptor of ours, and so to a command.
void openClosedStreams()
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0)
            ::open("/dev/null", O_RDWR); // gets the lowest number that is free
    }
}

/// Qt takes a locale that is not UTF-8 for one that is, and says so: no news for who runs a script.
class Application
{
public:
    Application(int &argc, char **argv)
        : m_handler(qInstallMessageHandler(ignoreMessage))
        , m_application(argc, argv)
    {
        qInstallMessageHandler(m_handler);
        QCoreApplication::setApplicationName(u"headway"_s);
        QCoreApplication::setApplicationVersion(QStringLiteral(HEADWAY_VERSION));
    }

private:
    QtMessageHandler m_handler;
    QCoreApplication m_application;
};

int wrongUsage(const QString &sentence)
{
    console::printError(sentence);
    return WrongUsage;
}

/// Whoever asked for an output must not take a part of it for the whole.
int withOutputTold(int exitCode)
{
    const std::optional<QString> lost = console::lostOutput();
    if (!lost)
        return exitCode;
    console::printError(u"The output could not be written: %1."_s.arg(*lost));
    return exitCode == Done ? Failed : exitCode;
}

int carryOut(const VerbRow &row, const QByteArrayList &words)
{
    const std::unique_ptr<Verb> verb = row.make();
    CommandLine line(verb->options());
    if (const Result<void> parsed = line.parse(words); !parsed)
        return wrongUsage(parsed.error().detail);
    if (line.wantsHelp()) {
        console::print(helpOn(row, line));
        return Done;
    }
    if (const QString file = line.certificateFile(); !file.isEmpty()) {
        if (const Result<void> trusted = trustCertificates(file); !trusted)
            return wrongUsage(trusted.error().detail);
    }
    QObject::connect(verb.get(), &Verb::finished, qApp, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        verb.get(), [&] { verb->start(line); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

int doWhatIsSaid(const QByteArrayList &words)
{
    if (words.isEmpty())
        return wrongUsage(u"Say what to do; `headway --help` tells what there is."_s);
    const QByteArray &first = words.first();
    if (first == "--version") {
        console::print(QStringLiteral("headway " HEADWAY_VERSION));
        return Done;
    }
    if (first == "--help" || first == "-h" || first == "help") {
        console::print(overview());
        return Done;
    }
    if (const VerbRow *row = findVerb(first))
        return carryOut(*row, words.sliced(1));
    return wrongUsage(u"There is no '%1'; `headway --help` tells what there is."_s.arg(
        QString::fromLocal8Bit(first)));
}

} // namespace

int main(int argc, char **argv)
{
    giveBackFreedMemory();
    forbidCoreDumps();
    forbidTelltaleMessages();
    openClosedStreams();
    const QByteArrayList words(argv + qMin(argc, 1), argv + argc);
    const Application application(argc, argv);
    return withOutputTold(doWhatIsSaid(words));
}
