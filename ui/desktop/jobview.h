#pragma once

#include "core/model/task.h"

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

namespace headway {

/// One task among the jobs that Plasma lists. Source: org.kde.JobViewServerV2, org.kde.JobViewV3
class JobView : public QObject
{
    Q_OBJECT

public:
    JobView(const QDBusConnection &bus, const Task &task, QObject *parent = nullptr);
    /// Takes it off the list.
    ~JobView() override;

    /// As the task is now; tells what has changed of it.
    void show(const Task &task);
    /// The server that has the list is gone, and its list with it.
    void abandon() { m_path.clear(); }

Q_SIGNALS:
    void pauseWanted();
    void resumeWanted();
    void cancelWanted();

private:
    void request(const Task &task);
    void take(const QString &path);
    void update(const QVariantMap &properties);

    QDBusConnection m_bus;
    QString m_path; ///< of the view on the server; empty until it has made one
    QVariantMap m_told;
    QVariantMap m_wanted;
};

} // namespace headway
