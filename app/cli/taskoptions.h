#pragma once

#include "core/base/result.h"
#include "core/model/newtask.h"

#include <QCommandLineOption>

namespace headway {

class CommandLine;

/// --name, --kind, --label: what `run` and `report create` share.
QList<QCommandLineOption> taskOptions();

/// A task with what these options say. Errors: InvalidArgument for a label that is not K=V.
Result<NewTask> taskFrom(const CommandLine &line);

} // namespace headway
