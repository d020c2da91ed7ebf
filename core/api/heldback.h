#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QPointer>
#include <QQueue>
#include <QTimer>

#include <chrono>
#include <functional>

namespace headway {

/// Keeps answers back for some time each, with one timer for all, which runs only while there are
/// some. Belongs to one thread.
class HeldBack
{
public:
    using Milliseconds = std::chrono::milliseconds;

    /// @p time 0: nothing is kept back.
    explicit HeldBack(Milliseconds time);

    /// Calls @p release when the time is over, and only if @p client lives then.
    void keep(QObject *client, std::function<void()> release);

private:
    struct Held
    {
        QDeadlineTimer due;
        QPointer<QObject> client;
        std::function<void()> release;
    };

    void releaseDue();

    const Milliseconds m_time;
    QQueue<Held> m_held; ///< the one that is due first comes first
    QTimer m_timer;
};

} // namespace headway
