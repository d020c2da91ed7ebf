#include "core/base/heap.h"

#include <cstdlib> // says which C library it is

#ifdef __GLIBC__
#    include <malloc.h>
#endif

namespace headway {

void giveBackLargeBlocks()
{
#ifdef __GLIBC__
    constexpr int largeBytes = 256 * 1024;
    mallopt(M_MMAP_THRESHOLD, largeBytes); // set, it no longer grows by itself
#endif
}

} // namespace headway
