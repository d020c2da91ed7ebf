#pragma once

#include "core/report/taskreporter.h"

#include <QStringList>

namespace headway {

/// Reports what runs could not report themselves because no service was there, or because they were
/// killed. What a live run is still writing is left to it.
class SpoolDelivery : public QObject
{
    Q_OBJECT

public:
    /// @param target only entries of this one are reported
    /// @p clock is borrowed and outlives this.
    SpoolDelivery(const QString &spool, QString target, SessionSource source, const Clock &clock,
                  QObject *parent = nullptr);
    ~SpoolDelivery() override;

    void start();

Q_SIGNALS:
    /// All that can be reported now has been; the rest stays where it is. Once.
    void finished();

private:
    void next();
    void deliver(std::unique_ptr<SpoolEntry> entry);
    void leave();

    const QString m_target;
    const SessionSource m_source;
    const Clock &m_clock;
    QStringList m_directories; ///< still to be looked at
    std::unique_ptr<SpoolEntry> m_entry;
    std::unique_ptr<TaskReporter> m_reporter;
};

} // namespace headway
