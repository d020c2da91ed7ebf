#include "core/api/healthcontroller.h"

#include "core/api/call.h"
#include "core/service/service.h"
#include "core/wire/jsonwriter.h"

namespace headway {

Reply HealthController::health(const Call &call)
{
    wire::JsonWriter json;
    json.raw("status", "\"ok\"")
        .raw("version", "\"" HEADWAY_VERSION "\"")
        .text("storage", wordOf(call.service.storage()));
    return jsonAnswer(json.object());
}

} // namespace headway
