#include "app/desktop/commandtotry.h"

#include "core/base/datadirectory.h"
#include "core/base/shellword.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString commandOf(QLatin1StringView verb, const QString &dataDirectory)
{
    const QFileInfo beside(QCoreApplication::applicationDirPath() + "/headway"_L1);
    const QFileInfo inPath(QStandardPaths::findExecutable(u"headway"_s));
    const bool isInPath =
        inPath.exists() && inPath.canonicalFilePath() == beside.canonicalFilePath();
    QString command = isInPath ? u"headway"_s : shellWord(beside.absoluteFilePath());
    command += u' ' + verb;
    if (!dataDirectory.isEmpty() || qEnvironmentVariableIsSet("HEADWAY_DATA_DIR"))
        command += " --data-dir "_L1 + shellWord(DataDirectory::resolve(dataDirectory).path());
    return command;
}

} // namespace

QString commandToTry(const QString &dataDirectory)
{
    return commandOf("run"_L1, dataDirectory) + " -- make"_L1;
}

QString commandToRetry(const QString &dataDirectory)
{
    return commandOf("retry"_L1, dataDirectory);
}

} // namespace headway
