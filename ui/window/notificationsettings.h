#pragma once

#include "core/base/setting.h"

namespace headway {

// When the user is told that a task has ended.

inline constexpr Setting<bool> notifyEnabled{"notify/enabled", true};
/// Tasks that took less than this are not told of; in seconds.
inline constexpr Setting<int> notifyMinSeconds{"notify/minSeconds", 10};
/// Also while the window has the focus.
inline constexpr Setting<bool> notifyWhenInFront{"notify/whenInFront", false};
/// Nothing is told for the time being, whatever else is set.
inline constexpr Setting<bool> notifyDoNotDisturb{"notify/doNotDisturb", false};

} // namespace headway
