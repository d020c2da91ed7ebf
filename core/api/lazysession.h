#pragma once

#include "core/session/principal.h"
#include "core/session/tasksession.h"

#include <optional>

namespace headway {

class Service;

/// A principal's session, made when it is first used: what is polled the most does without one.
class LazySession
{
public:
    /// Nobody's.
    LazySession() = default;
    /// @p service is borrowed and outlives this.
    LazySession(Service &service, const Principal &principal);

    explicit operator bool() const { return m_principal.has_value(); }
    /// Only of somebody's.
    TaskSession *operator->() const { return get().get(); }
    const TaskSessionPtr &get() const;

private:
    Service *m_service = nullptr;
    std::optional<Principal> m_principal;
    mutable TaskSessionPtr m_session;
};

} // namespace headway
