#pragma once

#include "core/base/result.h"
#include "core/model/retention.h"

#include <QFuture>

namespace headway {

/// How long ended tasks are kept: for everybody to see. Errors of every call: NotSignedIn once the
/// session has ended.
class RetentionDesk
{
public:
    virtual ~RetentionDesk() = default;

    /// Whether set() is for this session: that of the owner, by right of owning the data directory.
    virtual bool maySet() const = 0;
    virtual QFuture<Result<Retention>> retention() = 0;
    /// What is beyond the new bounds is deleted at once, of all accounts. Errors: AccessDenied.
    virtual QFuture<Result<void>> set(const Retention &retention) = 0;
};

} // namespace headway
