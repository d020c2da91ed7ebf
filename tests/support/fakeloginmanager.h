#pragma once

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QList>
#include <QStringList>

namespace headway {

/// A login manager that puts no machine to sleep, and knows who keeps it awake.
class FakeLoginManager final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    /// Answers on @p bus until @p parent dies.
    FakeLoginManager(QDBusConnection bus, QObject *parent);
    ~FakeLoginManager() override;

    /// How many of the descriptors that were given out are still open somewhere else.
    int holds();

    QStringList inhibited; ///< what, and how, the last time
    int asked = 0; ///< how often to be kept awake
    int suspended = 0;

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why,
                                    const QString &mode);
    void Suspend(bool interactive);

private:
    QList<int> m_ends; ///< of pipes, to read from: at its end once the other one is closed
};

} // namespace headway
