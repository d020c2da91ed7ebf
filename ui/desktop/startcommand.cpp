#include "ui/desktop/startcommand.h"

#include "ui/desktop/shellwords.h"

#include <QDir>
#include <QProcess>

namespace headway {

bool startCommand(const QString &command)
{
    const std::optional<QStringList> words = shellWords(command);
    if (!words || words->isEmpty())
        return false;
    QProcess process;
    process.setProgram(words->constFirst());
    process.setArguments(words->sliced(1));
    process.setWorkingDirectory(QDir::homePath());
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached();
}

} // namespace headway
