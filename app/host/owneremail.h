#pragma once

#include <QString>

namespace headway {

/// The address for the owner's account: @p wanted, else `git config user.email`, else
/// USER@HOSTNAME. Runs git and waits for it, two seconds at most: for the first start only.
QString ownerEmail(const QString &wanted);

} // namespace headway
