#pragma once

#include <QObject>
#include <QTimer>

namespace headway {

/// Lets something through at once and then only so often: of many wishes in an interval, one more
/// at its end. Its timer runs for an interval after the last wish, and then no more.
class Throttle : public QObject
{
    Q_OBJECT

public:
    explicit Throttle(std::chrono::milliseconds interval, QObject *parent = nullptr);

    void want();

Q_SIGNALS:
    void due();

private:
    void start();

    QTimer m_timer;
    bool m_isWanted = false;
};

} // namespace headway
