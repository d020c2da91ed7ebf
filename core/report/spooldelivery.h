#pragma once

#include "core/report/taskreporter.h"

#include <QStringList>

namespace headway {

/// Who reports what has this target; nullopt: nobody here, it stays where it is.
using SpoolRoute = std::function<std::optional<SessionSource>(const QString &target)>;

/// Reports what runs could not report themselves because no service was there, or because they were
/// killed. What a live run is still writing is left to it.
class SpoolDelivery : public QObject
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives this.
    SpoolDelivery(const QString &spool, SpoolRoute route, const Clock &clock,
                  QObject *parent = nullptr);
    ~SpoolDelivery() override;

    void start();

Q_SIGNALS:
    /// An entry of this target has been told, or will never be taken: it has gone.
    void delivered(const QString &target);
    /// All that can be reported now has been; the rest stays where it is. Once.
    void finished();

private:
    void next();
    void deliver(std::unique_ptr<SpoolEntry> entry, const SessionSource &source);
    void remove();
    void leave();

    const SpoolRoute m_route;
    const Clock &m_clock;
    QStringList m_directories; ///< still to be looked at
    std::unique_ptr<SpoolEntry> m_entry;
    std::unique_ptr<TaskReporter> m_reporter;
};

} // namespace headway
