#pragma once

#include "core/model/emailsource.h"

namespace headway {

/// The address for the owner's account: @p wanted, else `git config user.email`, else
/// USER@HOSTNAME. Finding it runs git and waits for it, two seconds at most.
EmailSource ownerEmail(const QString &wanted);

} // namespace headway
