#include "core/api/eventcontroller.h"

#include "core/api/call.h"
#include "core/api/eventhub.h"
#include "core/api/eventtext.h"
#include "core/api/query.h"

namespace headway {

Reply EventController::events(const Call &call)
{
    if (const Result<void> fine = Query(call.head.query).finish(); !fine)
        return fine.error();
    std::optional<quint64> since;
    if (call.head.has("last-event-id"))
        since = revisionIn(call.head.values("last-event-id").join(','));
    Answer answer{200, "text/event-stream", {}, {}};
    answer.stream = [&hub = call.events, principal = *call.principal, since](StreamSink &sink) {
        return hub.open(sink, principal, since);
    };
    return answer;
}

} // namespace headway
