#include "core/base/coredump.h"

#include <algorithm>

#include <sys/resource.h>

namespace headway {

namespace {

struct Inherited
{
    rlimit limit = {};
    bool isKnown = false;
};

Inherited inherited;

} // namespace

void forbidCoreDumps()
{
    inherited.isKnown = ::getrlimit(RLIMIT_CORE, &inherited.limit) == 0;
    if (!inherited.isKnown)
        return;
    // With 0 a program named by core_pattern would get the memory all the same; 1 is too little for
    // a file, and the kernel starts no such program then. Source: Linux, fs/coredump.c
    constexpr rlim_t nothing = 1;
    const rlimit none{std::min(nothing, inherited.limit.rlim_max), inherited.limit.rlim_max};
    ::setrlimit(RLIMIT_CORE, &none);
}

void restoreCoreDumps()
{
    if (inherited.isKnown)
        ::setrlimit(RLIMIT_CORE, &inherited.limit);
}

} // namespace headway
