#pragma once

#include "core/base/result.h"
#include "core/model/account.h"

#include <QFuture>

namespace headway {

/// A token and, this once, its secret.
struct NewSecret
{
    Token token;
    QByteArray secret;

    friend bool operator==(const NewSecret &, const NewSecret &) = default;
};

/// Where the tokens of one account are managed, by whoever is signed in to it. Errors of every
/// call: NotSignedIn once the session has ended.
class TokenDesk
{
public:
    virtual ~TokenDesk() = default;

    /// Newest first.
    virtual QFuture<Result<QList<Token>>> list() = 0;
    /// Errors: InvalidArgument.
    virtual QFuture<Result<NewSecret>> create(const NewToken &wanted) = 0;
    /// Dead at once. Errors: NotFound.
    virtual QFuture<Result<void>> revoke(CredentialId id) = 0;
    /// Revokes what create() has made after all, also when the session has ended meanwhile.
    virtual QFuture<Result<void>> takeBack(const NewSecret &made) = 0;
};

} // namespace headway
