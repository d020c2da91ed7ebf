#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QUrl>

namespace headway {

/// What `headway login` keeps: a token of an account at one service.
struct SavedLogin
{
    QUrl url;
    QString email;
    CredentialId tokenId;
    QByteArray token;

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
