#pragma once

#include "core/service/changelog.h"

#include <memory>

namespace headway {

/// The events of one account, put into words once for all of its streams. Lives as long as they.
class EventChannel : public QObject
{
    Q_OBJECT

public:
    explicit EventChannel(std::unique_ptr<ChangeLog> log);

    ChangeLog &log() { return *m_log; }
    /// The revision of what was told last; 0 before. A log read up to it misses nothing told.
    quint64 told() const { return m_told; }

Q_SIGNALS:
    /// The events of one commit, up to told().
    void happened(const QByteArray &events);

private:
    void tell(const TaskChanges &changes);

    const std::unique_ptr<ChangeLog> m_log;
    quint64 m_told = 0;
};

} // namespace headway
