#pragma once

#include "core/base/datadirectory.h"
#include "core/base/worker.h"
#include "core/runner/keptcommands.h"
#include "ui/window/commandstarter.h"

#include <QObject>

namespace headway {

/// Starts commands by `headway run --detach`, and knows again what that has kept.
class DetachedStarter : public QObject, public CommandStarter
{
    Q_OBJECT

public:
    /// @param program the `headway` that is asked
    /// @param dataDirectory as on the command line; "" for the usual one
    DetachedStarter(const QString &program, const QString &dataDirectory);

    QFuture<Result<StartedRun>> start(const StartRequest &request,
                                      const std::optional<NewSecret> &token) override;
    QFuture<Result<StartRequest>> kept(TaskId id) override;

private:
    QStringList argumentsFor(const StartRequest &request,
                             const std::optional<NewSecret> &token) const;

    const QString m_program;
    const DataDirectory m_directory;
    const KeptCommands m_commands;
    Worker m_reader;
};

} // namespace headway
