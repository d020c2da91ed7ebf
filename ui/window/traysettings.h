#pragma once

#include "core/base/setting.h"

namespace headway {

/// Where there is a tray, closing the window leaves Headway running in it.
inline constexpr Setting<bool> closesToTray{"window/closesToTray", true};
/// The user has been told so.
inline constexpr Setting<bool> saidClosesToTray{"window/saidClosesToTray", false};

} // namespace headway
