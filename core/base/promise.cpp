#include "core/base/promise.h"

namespace headway {

std::recursive_mutex &continuationMutex()
{
    static std::recursive_mutex mutex;
    return mutex;
}

} // namespace headway
