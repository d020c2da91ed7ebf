#include "app/desktop/commandtotry.h"

#include "core/base/datadirectory.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// @p word as a POSIX shell takes it for one word.
QString quoted(const QString &word)
{
    static const QRegularExpression special(u"[^A-Za-z0-9_./:@%+=,-]"_s);
    if (!word.contains(special))
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString commandOf(QLatin1StringView verb, const QString &dataDirectory)
{
    const QFileInfo beside(QCoreApplication::applicationDirPath() + "/headway"_L1);
    const QFileInfo inPath(QStandardPaths::findExecutable(u"headway"_s));
    const bool isInPath =
        inPath.exists() && inPath.canonicalFilePath() == beside.canonicalFilePath();
    QString command = isInPath ? u"headway"_s : quoted(beside.absoluteFilePath());
    command += u' ' + verb;
    if (!dataDirectory.isEmpty() || qEnvironmentVariableIsSet("HEADWAY_DATA_DIR"))
        command += " --data-dir "_L1 + quoted(DataDirectory::resolve(dataDirectory).path());
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
