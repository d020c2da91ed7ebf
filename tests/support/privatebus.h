#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QTemporaryDir>

namespace headway {

/// A message bus of the test's own: nothing of this machine's desktop is on it, and it ends with
/// the test.
class PrivateBus
{
public:
    PrivateBus();
    ~PrivateBus();
    Q_DISABLE_COPY_MOVE(PrivateBus)

    bool isRunning() const { return !m_address.isEmpty(); }

    /// A connection as another program's would be; @p name tells one from another.
    QDBusConnection connection(const QString &name) const;

private:
    QString writtenConfig() const;

    QTemporaryDir m_directory;
    QProcess m_daemon;
    QString m_address;
};

} // namespace headway
