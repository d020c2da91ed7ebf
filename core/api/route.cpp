#include "core/api/route.h"

#include "core/api/accountcontroller.h"
#include "core/api/eventcontroller.h"
#include "core/api/healthcontroller.h"
#include "core/api/metricscontroller.h"
#include "core/api/openapicontroller.h"
#include "core/api/retentioncontroller.h"
#include "core/api/seedcontroller.h"
#include "core/api/signincontroller.h"
#include "core/api/statisticscontroller.h"
#include "core/api/taskcontroller.h"
#include "core/api/tokencontroller.h"

#include <array>

namespace headway {

namespace {

using enum Method;
using enum Access;

constexpr std::array table{
    // The seed's routes; the one that is polled the most comes first.
    Route{Get, "/api/task-status/{}", Account, &SeedController::taskStatus,
          "Failed to get task status"},
    Route{Get, "/api/chat-status/{}", Account, &SeedController::chatStatus,
          "Failed to get task status"},
    Route{Get, "/api/index-progress/{}", Account, &SeedController::indexProgress,
          "Failed to get index progress"},
    Route{Get, "/api/task/{}", Account, &SeedController::task, "Failed to get task"},
    Route{Post, "/api/cancel-task/{}", Account, &SeedController::cancel, "Failed to cancel task",
          BodyKind::Json, Replay::Stored, Spends::Cancels},
    Route{Post, "/api/login", Open, &SignInController::login, "Failed to sign in"},
    Route{Post, "/api/logout", Reader, &SignInController::logout, "Failed to sign out"},
    Route{Get, "/api/session", Account, &SignInController::session, "Failed to get session"},

    // Version 1.
    Route{Get, "/api/v1/tasks", Account, &TaskController::list},
    Route{Post, "/api/v1/tasks", Account, &TaskController::create},
    Route{Get, "/api/v1/task-index", Account, &TaskController::index},
    Route{Get, "/api/v1/task-groups", Account, &TaskController::groups},
    Route{Get, "/api/v1/task-spans", Account, &StatisticsController::spans},
    Route{Get, "/api/v1/task-statistics", Account, &StatisticsController::statistics},
    Route{Get, "/api/v1/task-runs", Account, &StatisticsController::runs},
    Route{Get, "/api/v1/tasks/{}", Account, &TaskController::get},
    Route{Patch, "/api/v1/tasks/{}", Account, &TaskController::update},
    Route{Delete, "/api/v1/tasks/{}", Account, &TaskController::remove},
    Route{Post, "/api/v1/tasks/{}/complete", Account, &TaskController::complete},
    Route{Post, "/api/v1/tasks/{}/fail", Account, &TaskController::fail},
    Route{Post, "/api/v1/tasks/{}/cancel", Account, &TaskController::cancel, nullptr,
          BodyKind::Json, Replay::Stored, Spends::Cancels},
    Route{Post, "/api/v1/tasks/{}/pause", Account, &TaskController::pause},
    Route{Post, "/api/v1/tasks/{}/resume", Account, &TaskController::resume},
    Route{Post, "/api/v1/tasks/{}/pin", Account, &TaskController::pin},
    Route{Post, "/api/v1/tasks/{}/unpin", Account, &TaskController::unpin},
    Route{Post, "/api/v1/tasks/{}/retry", Account, &TaskController::retry},
    Route{Post, "/api/v1/tasks/{}/heartbeat", Account, &TaskController::heartbeat},
    Route{Get, "/api/v1/tasks/{}/log", Account, &TaskController::output},
    Route{Post, "/api/v1/tasks/{}/log", Account, &TaskController::appendOutput, nullptr,
          BodyKind::Bytes, Replay::Remembered},
    Route{Get, "/api/v1/tasks/{}/course", Account, &TaskController::course},
    Route{Get, "/api/v1/tasks/{}/earlier", Account, &TaskController::earlierRuns},
    Route{Get, "/api/v1/tokens", Account, &TokenController::list},
    Route{Post, "/api/v1/tokens", Account, &TokenController::create, nullptr, BodyKind::Json,
          Replay::Remembered},
    Route{Delete, "/api/v1/tokens/{}", Account, &TokenController::revoke},
    Route{Get, "/api/v1/accounts", DataOwner, &AccountController::list},
    Route{Post, "/api/v1/accounts", DataOwner, &AccountController::add, nullptr, BodyKind::Json,
          Replay::Remembered},
    Route{Put, "/api/v1/accounts/{}/password", DataOwner, &AccountController::setPassword},
    Route{Put, "/api/v1/account/password", Account, &AccountController::changePassword},
    Route{Delete, "/api/v1/accounts/{}", DataOwner, &AccountController::remove},
    Route{Get, "/api/v1/retention", Account, &RetentionController::get},
    Route{Put, "/api/v1/retention", DataOwner, &RetentionController::set},
    Route{Get, "/api/v1/events", Account, &EventController::events},
    Route{Get, "/api/v1/metrics", Account, &MetricsController::metrics},
    Route{Get, "/api/v1/openapi.json", Account, &OpenApiController::document},
    Route{Get, "/api/v1/health", Open, &HealthController::health},
};

} // namespace

bool Route::matches(const QByteArray &requested, QByteArray *argument) const
{
    const QByteArrayView pattern = path;
    const qsizetype open = pattern.indexOf("{}");
    if (open < 0)
        return requested == pattern;
    const QByteArrayView before = pattern.first(open);
    const QByteArrayView after = pattern.sliced(open + 2);
    if (requested.size() <= before.size() + after.size() || !requested.startsWith(before)
        || !requested.endsWith(after))
        return false;
    const QByteArray part =
        requested.sliced(before.size(), requested.size() - before.size() - after.size());
    if (part.contains('/'))
        return false;
    if (argument)
        *argument = part;
    return true;
}

RouteTable allRoutes()
{
    return table;
}

} // namespace headway
