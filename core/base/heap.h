#pragma once

namespace headway {

/// Gives large blocks back to the system as soon as they are freed. Left alone, the C library keeps
/// more and more of them once some have come and gone, as lists of a million rows do.
void giveBackLargeBlocks();

} // namespace headway
