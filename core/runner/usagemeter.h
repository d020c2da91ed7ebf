#pragma once

#include "core/model/task.h"
#include "core/runner/treeusage.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace headway {

/// Measures what this process's descendants use, now and then, and tells when it is another than
/// before.
class UsageMeter : public QObject
{
    Q_OBJECT

public:
    explicit UsageMeter(QObject *parent = nullptr);

    /// @p between is the time between two measurements.
    void start(std::chrono::milliseconds between = std::chrono::seconds(2));
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    void changed(const headway::ResourceUsage &usage);

private:
    void measure();

    QTimer m_timer;
    QElapsedTimer m_since; ///< the measurement before
    TreeUsage m_before;
    std::optional<ResourceUsage> m_told;
};

/// Of a process tree between two measurements, @p wall apart: rounded to whole percent.
ResourceUsage usageBetween(const TreeUsage &before, const TreeUsage &after,
                           std::chrono::milliseconds wall);

/// Whether somebody who watches sees a difference.
bool differVisibly(const ResourceUsage &a, const ResourceUsage &b);

} // namespace headway
