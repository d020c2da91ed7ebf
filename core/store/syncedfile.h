#pragma once

#include "core/base/result.h"
#include "core/base/uniquefd.h"

#include <QByteArrayView>
#include <QString>

namespace headway {

// The files beside the database in which the outputs lie, and that what is written to them is on
// disk. Errors of all: StorageFailed, StorageFull.

/// The Error of a call that has left @p code in errno.
Error fileError(const char *what, int code);

/// Follows no link; what is made has mode 0600, less the umask. Invalid with errno when it fails.
UniqueFd openFile(const QString &path, int flags);

/// In bytes.
Result<qint64> sizeOfFile(int fd);
Result<void> syncFile(int fd);
/// On disk when it returns.
Result<void> writeToFile(int fd, QByteArrayView bytes, qint64 offset);
/// To @p size bytes; on disk when it returns.
Result<void> cutFile(int fd, qint64 size);

} // namespace headway
