#pragma once

#include "core/model/task.h"
#include "ui/desktop/bells.h"

class QSettings;

namespace headway {

/// Of which ends the user wants to be told.
struct TellingRules
{
    bool isEnabled = true;
    std::chrono::seconds atLeast{10}; ///< what took less is not told of
    bool evenInFront = false; ///< also while the window is what the user looks at
    bool doNotDisturb = false;
};

/// As they are set at this moment.
TellingRules tellingRules(const QSettings &settings);

/// Whether the end of @p task is told. A bell has the last word, but for do-not-disturb; of what
/// was cancelled nothing is told by the rules: somebody has done so, and knows.
bool isTold(const Task &task, Bell bell, bool isInFront, const TellingRules &rules);

} // namespace headway
