#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/runner/command.h"

#include <QString>

namespace headway {

/// A command and where it ran.
struct KeptCommand
{
    Command command;
    QByteArray directory; ///< absolute, in the file system's encoding
};

/// The commands of the newest runs, so that a task can be run again: a private file each, by the
/// task's id. They may tell secrets, so they stay on this machine and no service is told of them;
/// the environment is not kept.
class KeptCommands
{
public:
    static constexpr qsizetype mostKept = 1000;

    explicit KeptCommands(QString directory);

    /// Forgets the oldest ones beyond mostKept. Errors: Insecure, StorageFailed.
    Result<void> keep(TaskId id, const KeptCommand &kept) const;
    /// Errors: NotFound when it did not run here, or too long ago; Insecure, TooLarge,
    /// StorageFailed; InvalidArgument when the file is damaged.
    Result<KeptCommand> find(TaskId id) const;
    void forget(TaskId id) const;

private:
    QString fileOf(TaskId id) const;
    void forgetOldest() const;

    const QString m_directory;
};

} // namespace headway
