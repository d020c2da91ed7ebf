#pragma once

#include <QTimer>

namespace headway {

/// Ticks once a second for what shows times that pass, and only while there is such a thing.
class SecondClock final : public QTimer
{
public:
    explicit SecondClock(QObject *parent);

    void setRunning(bool runs);
};

} // namespace headway
