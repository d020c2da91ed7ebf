#pragma once

#include "core/api/lazysession.h"
#include "core/api/requesthead.h"
#include "core/base/ids.h"
#include "core/model/peer.h"
#include "core/session/principal.h"
#include "core/session/requestkey.h"

#include <functional>
#include <optional>

namespace headway {

class AuthService;
class EventHub;
class Service;
class TaskViews;
struct RequestCounts;

/// What a handler gets: a request that has been checked, and who asks. Lives until it is answered.
struct Call
{
    RequestHead head;
    QByteArray body;
    QByteArray argument; ///< the part of the path that the route leaves open, as it was sent
    RequestKey key;
    std::function<Peer()> peer; ///< who asks; for the time of the handler's call
    AuthService &auth;
    EventHub &events;
    Service &service;
    const RequestCounts &requests;
    TaskViews &views;
    std::optional<Principal> principal; ///< there on every route that is not Access::Open
    LazySession session; ///< the principal's

    /// The task in the path; the null id, which names none, when it is malformed.
    TaskId taskId() const
    {
        return TaskId::fromString(QString::fromLatin1(argument)).value_or(TaskId());
    }
};

} // namespace headway
