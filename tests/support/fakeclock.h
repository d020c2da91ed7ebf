#pragma once

#include "core/base/clock.h"

namespace headway {

/// A clock that tests turn.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(const QDateTime &start = QDateTime(QDate(2026, 11, 23), QTime(9, 15),
                                                          Qt::UTC))
        : m_now(start)
    {
    }

    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }

    void advance(std::chrono::milliseconds by)
    {
        m_now = m_now.addMSecs(by.count());
        m_monotonic += by;
    }

    /// As somebody who sets the time, or a machine that wakes up, does.
    void setWall(const QDateTime &now) { m_now = now; }

private:
    QDateTime m_now;
    std::chrono::milliseconds m_monotonic{};
};

} // namespace headway
