#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// Tasks, in the words of version 1.
class TaskController
{
public:
    static Reply create(const Call &call);
    /// With `rows` those tasks, else a page.
    static Reply list(const Call &call);
    /// Row numbers of ended tasks, as octets.
    static Reply index(const Call &call);
    static Reply groups(const Call &call);
    /// With `wait` it holds until the task has another revision than `revision`.
    static Reply get(const Call &call);
    static Reply update(const Call &call);
    static Reply complete(const Call &call);
    static Reply fail(const Call &call);
    static Reply cancel(const Call &call);
    static Reply pause(const Call &call);
    static Reply resume(const Call &call);
    static Reply pin(const Call &call);
    static Reply unpin(const Call &call);
    /// 201 with the new attempt.
    static Reply retry(const Call &call);
    static Reply heartbeat(const Call &call);
    static Reply remove(const Call &call);
    static Reply appendOutput(const Call &call);
    static Reply output(const Call &call);
    static Reply course(const Call &call);
    static Reply earlierRuns(const Call &call);
};

} // namespace headway
