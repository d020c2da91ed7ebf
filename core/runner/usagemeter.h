#pragma once

#include "core/model/task.h"
#include "core/runner/treeusage.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace headway {

/// Measures what this process's descendants use, now and then, and tells it when it is clearly
/// another than before; where that cannot be measured, nothing.
class UsageMeter : public QObject
{
    Q_OBJECT

public:
    using Source = std::function<std::optional<TreeUsage>()>;

    /// So many measurements lie between two changes at least: each is a report of its own.
    static constexpr int calmMeasurements = 6;

    explicit UsageMeter(QObject *parent = nullptr);
    explicit UsageMeter(Source source, QObject *parent = nullptr);

    /// @p between is the time between two measurements.
    void start(std::chrono::milliseconds between = std::chrono::seconds(2));
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    /// For whoever has something to tell anyway.
    void measured(const headway::ResourceUsage &usage);
    /// After measured().
    void changed(const headway::ResourceUsage &usage);

private:
    void measure();
    void goOnFrom(const TreeUsage &after);
    void tell(const ResourceUsage &usage);

    const Source m_source;
    QTimer m_timer;
    QElapsedTimer m_since; ///< the measurement before
    TreeUsage m_before;
    bool m_isHeld = false; ///< the measurement before was less than m_before
    int m_calm = calmMeasurements; ///< measurements since the last change
    std::optional<ResourceUsage> m_told;
};

/// Of a process tree between two measurements, @p wall apart: rounded to whole percent, and no more
/// than @p cores can do.
ResourceUsage usageBetween(const TreeUsage &before, const TreeUsage &after,
                           std::chrono::milliseconds wall, int cores);

/// Whether it is worth a report of its own.
bool differVisibly(const ResourceUsage &a, const ResourceUsage &b);

} // namespace headway
