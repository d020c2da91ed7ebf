#include "core/base/datadirectory.h"

#include <QDir>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// The XDG base directory specification takes absolute paths only.
QString absoluteFromEnvironment(const char *variable)
{
    const QString value = qEnvironmentVariable(variable);
    return QDir::isAbsolutePath(value) ? value : QString();
}

QString xdgDirectory(const char *variable, const QString &fallbackBelowHome)
{
    const QString base = absoluteFromEnvironment(variable);
    return (base.isEmpty() ? QDir::homePath() + fallbackBelowHome : base) + "/headway"_L1;
}

} // namespace

DataDirectory DataDirectory::resolve(const QString &option)
{
    const QString named = option.isEmpty() ? qEnvironmentVariable("HEADWAY_DATA_DIR") : option;
    if (!named.isEmpty())
        return {QDir::cleanPath(QDir().absoluteFilePath(named)), true};
    return {QDir::cleanPath(xdgDirectory("XDG_DATA_HOME", u"/.local/share"_s)), false};
}

DataDirectory::DataDirectory(QString path, bool isExplicit)
    : m_path(std::move(path))
    , m_isExplicit(isExplicit)
{
}

QString DataDirectory::databaseFile() const
{
    return m_path + "/headway.db"_L1;
}

QString DataDirectory::logsDirectory() const
{
    return m_path + "/logs"_L1;
}

QString DataDirectory::backupsDirectory() const
{
    return m_path + "/backups"_L1;
}

QString DataDirectory::spoolDirectory() const
{
    return m_path + "/spool"_L1;
}

QString DataDirectory::commandsDirectory() const
{
    return m_path + "/commands"_L1;
}

QString DataDirectory::reserveFile() const
{
    return m_path + "/reserve"_L1;
}

QString DataDirectory::lockFile() const
{
    return m_path + "/headway.lock"_L1;
}

QString DataDirectory::windowLockFile() const
{
    return m_path + "/run/window.lock"_L1;
}

QString DataDirectory::windowSocket() const
{
    return m_path + "/run/window.socket"_L1;
}

QString DataDirectory::endpointDirectory() const
{
    const QString runtime = absoluteFromEnvironment("XDG_RUNTIME_DIR");
    return m_isExplicit || runtime.isEmpty() ? m_path + "/run"_L1 : runtime + "/headway"_L1;
}

QString DataDirectory::endpointFile() const
{
    return endpointDirectory() + "/endpoint.json"_L1;
}

QString configDirectory()
{
    return QDir::cleanPath(xdgDirectory("XDG_CONFIG_HOME", u"/.config"_s));
}

} // namespace headway
