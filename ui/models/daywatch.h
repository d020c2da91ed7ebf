#pragma once

#include "core/base/clock.h"

#include <QDate>
#include <QTimer>

namespace headway {

/// Tells when another day has begun, in local time.
class DayWatch : public QObject
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives this.
    explicit DayWatch(const Clock &clock, QObject *parent = nullptr);

    void start();
    void stop();

Q_SIGNALS:
    void dayBegan();

private:
    void wait();

    const Clock &m_clock;
    QTimer m_midnight;
    QDate m_today;
};

} // namespace headway
