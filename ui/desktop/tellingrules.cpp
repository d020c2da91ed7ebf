#include "ui/desktop/tellingrules.h"

#include "ui/window/notificationsettings.h"
#include "ui/window/storedsetting.h"

namespace headway {

TellingRules tellingRules(const QSettings &settings)
{
    TellingRules rules;
    rules.isEnabled = stored(settings, notifyEnabled);
    rules.atLeast = std::chrono::seconds(stored(settings, notifyMinSeconds));
    rules.evenInFront = stored(settings, notifyWhenInFront);
    rules.doNotDisturb = stored(settings, notifyDoNotDisturb);
    return rules;
}

bool isTold(const Task &task, Bell bell, bool isInFront, const TellingRules &rules)
{
    if (rules.doNotDisturb || bell == Bell::Silent)
        return false;
    if (bell == Bell::Rings)
        return true;
    if (!rules.isEnabled || task.status == TaskStatus::Cancelled)
        return false;
    if (isInFront && !rules.evenInFront)
        return false;
    return elapsed(task, task.completedAt).value_or(std::chrono::milliseconds(0)) >= rules.atLeast;
}

} // namespace headway
