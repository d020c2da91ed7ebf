#pragma once

#include <QByteArray>

namespace headway {

/// A piece of what a task has written, bytes as they came.
struct TaskOutput
{
    QByteArray bytes;
    qint64 offset = 0; ///< of the first byte
    qint64 size = 0; ///< of all there is so far, in bytes

    friend bool operator==(const TaskOutput &, const TaskOutput &) = default;
};

} // namespace headway
