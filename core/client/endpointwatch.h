#pragma once

#include "core/base/datadirectory.h"

#include <QFileSystemWatcher>
#include <QObject>

namespace headway {

/// Tells when another service has begun on a data directory. Costs nothing while none does.
class EndpointWatch final : public QObject
{
    Q_OBJECT

public:
    explicit EndpointWatch(const DataDirectory &directory);

Q_SIGNALS:
    /// The endpoint file tells of a service that it did not tell of before.
    void begun();

private:
    void look();

    const DataDirectory m_directory;
    QString m_instance; ///< the last one that was seen
    QFileSystemWatcher m_files;
};

} // namespace headway
