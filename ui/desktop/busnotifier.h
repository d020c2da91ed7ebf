#pragma once

#include "ui/desktop/announcement.h"

#include <QDBusConnection>
#include <QHash>
#include <QObject>

#include <memory>

class QDBusMessage;

namespace headway {

/// Announcements as desktop notifications, by org.freedesktop.Notifications. Every call returns at
/// once. Source: Desktop Notifications Specification 1.2
class BusNotifier : public QObject
{
    Q_OBJECT

public:
    explicit BusNotifier(const QDBusConnection &bus, QObject *parent = nullptr);
    ~BusNotifier() override;

    /// Shows it, unless the desktop is not to be disturbed.
    void show(const Announcement &announcement);
    /// Takes back what is shown, and what is about to be: it was for somebody else.
    void clear();

Q_SIGNALS:
    /// The user wants to see what was announced; @p number is Announcement::number.
    void showWanted(quint32 number);
    void retryWanted(headway::TaskId task);
    /// No server takes notifications: this one was not shown.
    void refused(const headway::Announcement &announcement);

private:
    void showUndisturbing(const Announcement &announcement, const QStringList &capabilities);
    void send(const Announcement &announcement, const QStringList &capabilities);
    void remember(uint id, const Announcement &announcement);
    void close(uint id);
    void act(uint id, const QString &key);

    QDBusConnection m_bus;
    std::unique_ptr<QObject> m_link; ///< context of what is about to be shown
    QHash<uint, Announcement> m_shown; ///< by the server's number, those that may be answered
    QList<uint> m_order; ///< of m_shown, the oldest first
};

} // namespace headway
