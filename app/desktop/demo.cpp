#include "app/desktop/demo.h"

#include "app/desktop/printed.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Sample
{
    const char *name;
    const char *kind;
    const char *script;
};

constexpr Sample samples[] = {
    {"Back up photos", "backup",
     "i=0; while [ $i -le 100 ]; do printf '\\r%3d%% copied' $i; i=$((i+1)); sleep 0.4; done; "
     "echo"},
    {"Build the library", "build",
     "i=1; while [ $i -le 60 ]; do echo \"[$i/60] Compiling part$i.c\"; i=$((i+1)); sleep 0.5; "
     "done"},
    {"Look for old files", "scan",
     "find /usr -name '*.h' -mtime +1 2>/dev/null | head -n 400 | while read -r f; do echo \"$f\"; "
     "sleep 0.1; done"},
    {"Check the links", "test",
     "for page in index about contact news; do echo \"checking $page.html\"; sleep 2; done; "
     "echo 'news.html: 2 links lead nowhere' >&2; exit 3"},
    {"Watch the weather station", "monitor",
     "i=1; while [ $i -le 45 ]; do echo \"reading $i: $((15 + i % 7)) degrees\"; i=$((i+1)); "
     "sleep 2; done"},
};

bool start(const QString &program, const QString &dataDirectory, const Sample &sample)
{
    QStringList arguments{u"run"_s};
    if (!dataDirectory.isEmpty())
        arguments += {u"--data-dir"_s, dataDirectory};
    arguments += {u"--name"_s, QString::fromLatin1(sample.name),
                  u"--kind"_s, QString::fromLatin1(sample.kind),
                  u"--"_s,     u"sh"_s,
                  u"-c"_s,     QString::fromLatin1(sample.script)};
    QProcess command;
    command.setProgram(program);
    command.setArguments(arguments);
    command.setStandardInputFile(QProcess::nullDevice());
    command.setStandardOutputFile(QProcess::nullDevice());
    command.setStandardErrorFile(QProcess::nullDevice());
    return command.startDetached();
}

bool startDemo(const QString &dataDirectory)
{
    const QString program = QCoreApplication::applicationDirPath() + u"/headway"_s;
    if (!QFileInfo(program).isExecutable())
        return false;
    for (const Sample &sample : samples) {
        if (!start(program, dataDirectory, sample))
            return false;
    }
    return true;
}

} // namespace

void startDemoIfWanted(const DesktopOptions &options)
{
    if (options.demo && !startDemo(options.dataDirectory))
        printError(u"the program headway is missing beside this one, so there is no demo."_s);
}

} // namespace headway
