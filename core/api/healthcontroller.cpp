#include "core/api/healthcontroller.h"

namespace headway {

Reply HealthController::health(const Call &)
{
    return jsonAnswer(R"({"status":"ok","version":")" HEADWAY_VERSION R"("})");
}

} // namespace headway
