#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/socketuser.h"

#include <QUrl>

namespace headway {

/// What `headway login` keeps: a token of an account at one service. That is the one of a data
/// directory, wherever it listens after its next start, or the one at a URL.
struct SavedLogin
{
    QUrl url;
    QString email;
    CredentialId tokenId;
    QByteArray token;
    QString directory = {}; ///< empty: it was made with a URL
    /// Whose process listened at the URL; nullopt when that could not be known.
    std::optional<OsUserId> listener = {};

    friend bool operator==(const SavedLogin &, const SavedLogin &) = default;
};

/// CONFIG/credentials.json, where CONFIG is configDirectory().
QString savedLoginFile();

/// Errors: NotFound when nobody has logged in; Insecure when others could have read or written it;
/// InvalidArgument when it is not what was saved.
Result<SavedLogin> readSavedLogin();
/// Mode 0600 in a directory of 0700. Errors: those of writePrivateFile().
Result<void> writeSavedLogin(const SavedLogin &login);
/// Errors: StorageFailed.
Result<void> removeSavedLogin();

} // namespace headway
