#pragma once

#include "core/api/answer.h"
#include "core/api/requesthead.h"
#include "core/base/error.h"
#include "core/model/task.h"

#include <optional>

namespace headway {

struct Route;

/// @p error in the words of @p route: the seed's `{"error"}` or a problem of version 1, with
/// @p task where its state was the trouble. Of an error that the caller did not cause it tells
/// nothing.
Answer errorAnswer(const Error &error, const Route &route, const std::optional<Task> &task = {});

/// @p refusal in the words of the routes around @p path.
Answer refusalAnswer(const Refusal &refusal, const QByteArray &path);

/// Whether @p error is ours rather than the caller's, and so belongs into the log.
bool isOurFault(const Error &error);

/// Whether routes of version 1 live around @p path.
bool isVersionOne(QByteArrayView path);

} // namespace headway
