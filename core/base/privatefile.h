#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

class QFile;

namespace headway {

/// Makes @p path and its missing parents, itself with mode 0700 whatever the umask.
/// Errors: Insecure when it is a link, not a directory or not ours; StorageFailed otherwise.
/// A directory of ours with a wider mode is narrowed to 0700.
Result<void> makePrivateDirectory(const QString &path);

/// Makes an empty file with mode 0600 if there is none, and narrows one of ours that is wider.
/// Errors: Insecure when it is a link, no plain file or not ours; StorageFailed otherwise.
Result<void> makePrivateFile(const QString &path);

/// The same for a file that is there already. Errors: NotFound besides.
Result<void> narrowPrivateFile(const QString &path);

/// An empty file of a name that nobody had, in the directory of @p path, mode 0600 whatever the
/// umask. @return its path
Result<QString> makePrivateFileBeside(const QString &path);

/// Opens an empty file in @p directory for reading and writing, mode 0600 and with no name: it is
/// gone with whoever has it open, however that ends. @p file is closed before.
Result<void> openUnnamedFile(const QString &directory, QFile &file);

/// Gives the finished file @p from its name: on disk (fsync of file and directory) when it returns.
/// What has the name already is replaced only with @p mayReplace. Errors: AlreadyExists, NotFound,
/// StorageFailed, StorageFull.
Result<void> moveIntoPlace(const QString &from, const QString &to, bool mayReplace);

/// Copies the bytes of a plain file over those of @p to, which is there; on disk when it returns.
/// Errors: NotFound; InvalidArgument when @p from is no plain file; StorageFailed, StorageFull.
Result<void> copyInto(const QString &from, const QString &to);

/// fsync(2), so that new names and lost ones are on disk.
Result<void> syncDirectory(const QString &path);

/// Replaces @p path whole, mode 0600: a reader sees the old content or the new, never a part.
/// On disk (fsync of file and directory) when it returns.
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

/// Reads a file that may hold a secret.
/// Errors: NotFound; Insecure when it is a link, of several names, no plain file, not ours or open
/// to others; TooLarge over @p maxBytes.
Result<QByteArray> readPrivateFile(const QString &path, qint64 maxBytes = 64 * 1024);

/// The same, and nobody else can have put it there: its directory is ours, with mode 0700, and no
/// link. Errors: Insecure also for the directory.
Result<QByteArray> readInPrivateDirectory(const QString &path, qint64 maxBytes = 64 * 1024);

} // namespace headway
