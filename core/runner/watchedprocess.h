#pragma once

#include "core/base/result.h"
#include "core/base/uniquefd.h"
#include "core/runner/treeusage.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

#include <sys/types.h>

namespace headway {

/// A process that somebody else started. It is held by a descriptor, so that another one which gets
/// its number is never taken for it. Source: pidfd_open(2)
class WatchedProcess : public QObject
{
    Q_OBJECT

public:
    /// What it has used since it was started.
    struct Usage
    {
        std::chrono::milliseconds elapsed;
        std::chrono::milliseconds processor; ///< of all its threads
    };

    /// Errors: NotFound when there is no such process, Internal when it cannot be watched.
    static Result<std::unique_ptr<WatchedProcess>> open(pid_t pid);
    ~WatchedProcess() override;

    /// Its program's name, at most 15 bytes of it: not how it was called, which may tell secrets.
    QString name() const { return m_name; }
    /// Whether the system lets us signal it.
    bool isOurs() const { return send(0); }
    /// nullopt when it has ended.
    std::optional<Usage> usage() const;
    /// With its descendants; nullopt when it has ended.
    std::optional<TreeUsage> treeUsage() const;

    /// SIGTERM, and SIGKILL when that has not ended it in time.
    void cancel();
    void pause();
    void resume();

Q_SIGNALS:
    /// Once. How it ended, only its parent knows.
    void ended();

private:
    WatchedProcess(pid_t pid, UniqueFd process);

    bool send(int signal) const;
    bool hasEnded() const;
    QByteArray read(const char *file) const;

    const pid_t m_pid;
    const UniqueFd m_process;
    const QString m_name;
    QSocketNotifier m_end;
    QTimer m_kill;
};

} // namespace headway
