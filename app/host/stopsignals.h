#pragma once

#include "core/base/uniquefd.h"

#include <QObject>

namespace headway {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, but for those that are ignored already. One a
/// process.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested();

private:
    UniqueFd m_read;
    UniqueFd m_write;
};

} // namespace headway
