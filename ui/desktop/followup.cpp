#include "ui/desktop/followup.h"

#include "core/base/shellwords.h"
#include "ui/models/plaintext.h"

#include <QDir>
#include <QProcess>

namespace headway {

namespace {

constexpr qsizetype programLength = 80;

QString nameOf(const QProcess &process)
{
    return oneLine(process.program(), programLength);
}

} // namespace

FollowUp::FollowUp(QObject *parent)
    : QObject(parent)
{
}

void FollowUp::run(const QString &command)
{
    const std::optional<QStringList> words = shellWords(command);
    if (!words || words->isEmpty()) {
        Q_EMIT failed(tr("There is no command to be run."));
        return;
    }
    // Nobody's child: a process that dies with its owner would be killed, and waited for.
    auto *process = new QProcess;
    process->setProgram(words->constFirst());
    process->setArguments(words->sliced(1));
    process->setWorkingDirectory(QDir::homePath());
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    follow(process);
    process->start();
}

void FollowUp::follow(QProcess *process)
{
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    connect(process, &QProcess::finished, this,
            [this, process](int code, QProcess::ExitStatus status) {
                if (status == QProcess::CrashExit)
                    Q_EMIT failed(tr("%1 was ended by a signal.").arg(nameOf(*process)));
                else if (code != 0)
                    Q_EMIT failed(tr("%1 failed with exit status %2.")
                                      .arg(nameOf(*process), QString::number(code)));
            });
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart) // which finished() tells
            return;
        Q_EMIT failed(tr("%1 could not be started.").arg(nameOf(*process)));
        process->deleteLater();
    });
}

} // namespace headway
