#pragma once

namespace headway {

/// A named value with its default: inline constexpr Setting<int> pageSize{"list/pageSize", 200};
/// Whoever reads it decides where from; the name is its key there.
template <typename T>
struct Setting
{
    const char *key;
    T fallback;
};

} // namespace headway
