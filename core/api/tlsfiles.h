#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslKey>

namespace headway {

/// What a server shows its clients to prove its name.
struct TlsIdentity
{
    QList<QSslCertificate> chain; ///< its own first, then those that vouch for it
    QSslKey key;
};

/// Reads PEM. Errors, each with a sentence that names the file: NotFound and other failures to
/// read; Insecure when the key's file is a link, no plain file, not ours or readable by others;
/// InvalidArgument when one holds nothing that can be used, when the key is not the certificate's,
/// or when the certificate is not valid at @p now.
Result<TlsIdentity> readTlsIdentity(const QString &certificateFile, const QString &keyFile,
                                    const QDateTime &now);

} // namespace headway
