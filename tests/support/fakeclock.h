#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace headway {

/// A clock that tests turn, while other threads read it.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(const QDateTime &start = QDateTime(QDate(2026, 11, 23), QTime(9, 15),
                                                          Qt::UTC))
        : m_wall(start.toMSecsSinceEpoch())
    {
    }

    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_wall, Qt::UTC); }
    std::chrono::milliseconds monotonic() const override
    {
        return std::chrono::milliseconds(m_monotonic);
    }

    void advance(std::chrono::milliseconds by)
    {
        m_wall += by.count();
        m_monotonic += by.count();
    }

    /// As somebody who sets the time, or a machine that wakes up, does.
    void setWall(const QDateTime &now) { m_wall = now.toMSecsSinceEpoch(); }

private:
    std::atomic<qint64> m_wall; ///< milliseconds since 1970
    std::atomic<qint64> m_monotonic = 0; ///< milliseconds
};

} // namespace headway
