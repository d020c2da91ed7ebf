#pragma once

#include <cstddef>

namespace headway {

/// What Argon2id takes to hash a password.
/// Source: RFC 9106 section 4, the second recommended option
struct HashCost
{
    unsigned long long passes = 3;
    std::size_t memoryBytes = 64 * 1024 * 1024;

    /// The least there is, which keeps no password: for what tests anything but the hashing.
    static constexpr HashCost least() { return {1, 8192}; }
};

} // namespace headway
