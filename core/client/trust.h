#pragma once

#include "core/base/result.h"

namespace headway {

/// From now on this process also trusts services whose certificate is in @p file, or is vouched for
/// by one that is. PEM. Errors, each with a sentence: InvalidArgument when the file cannot be read
/// or holds none.
Result<void> trustCertificates(const QString &file);

} // namespace headway
