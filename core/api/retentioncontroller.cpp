#include "core/api/retentioncontroller.h"

#include "core/api/call.h"
#include "core/service/service.h"
#include "core/wire/retentionjson.h"

namespace headway {

Reply RetentionController::get(const Call &call)
{
    return Reply::when(
        [&call] { return call.service.retention(); },
        [](const Retention &retention) { return jsonAnswer(wire::toJson(retention)); });
}

Reply RetentionController::set(const Call &call)
{
    const Result<Retention> wanted = wire::readRetention(call.body);
    if (!wanted)
        return wanted.error();
    return Reply::when([&call, wanted = *wanted] { return call.service.setRetention(wanted); },
                       [wanted = *wanted] { return jsonAnswer(wire::toJson(wanted)); });
}

} // namespace headway
