#include "tests/support/privatebus.h"

#include <QFile>

namespace headway {

using namespace Qt::StringLiterals;

PrivateBus::PrivateBus()
{
    m_daemon.start(u"dbus-daemon"_s,
                   {u"--config-file="_s + writtenConfig(), u"--nofork"_s, u"--print-address"_s});
    if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead())
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
}

PrivateBus::~PrivateBus()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
}

QDBusConnection PrivateBus::connection(const QString &name) const
{
    return QDBusConnection::connectToBus(m_address, name);
}

/// No services that start by themselves, and everybody may do everything.
QString PrivateBus::writtenConfig() const
{
    QFile file(m_directory.filePath(u"bus.conf"_s));
    if (file.open(QIODevice::WriteOnly)) {
        file.write("<busconfig><type>session</type><listen>unix:dir=" + m_directory.path().toUtf8()
                   + "</listen><policy context='default'><allow eavesdrop='true'/>"
                     "<allow send_destination='*' eavesdrop='true'/><allow own='*'/>"
                     "</policy></busconfig>");
    }
    return file.fileName();
}

} // namespace headway
