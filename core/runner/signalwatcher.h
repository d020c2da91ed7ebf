#pragma once

#include "core/base/uniquefd.h"

#include <QList>
#include <QObject>
#include <QSocketNotifier>

#include <csignal>
#include <memory>
#include <vector>

namespace headway {

/// Signals sent to this process, as Qt signals. At most one at a time in a process.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    /// Watches @p numbers until it is destroyed, then what was before applies again. One that was
    /// being ignored, as under nohup, stays so; but SIGCHLD.
    explicit SignalWatcher(const QList<int> &numbers, QObject *parent = nullptr);
    ~SignalWatcher() override;

    /// Stops this process as SIGTSTP does when nobody watches it: not at all without a shell that
    /// controls jobs. Returns when it goes on.
    void stopHere();

Q_SIGNALS:
    void received(int number);

private:
    void watch(int number);
    void readNumbers();

    struct Former
    {
        int number;
        struct sigaction action;
    };

    UniqueFd m_reading;
    UniqueFd m_writing;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::vector<Former> m_former;
};

} // namespace headway
