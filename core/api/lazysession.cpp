#include "core/api/lazysession.h"

#include "core/service/service.h"

namespace headway {

LazySession::LazySession(Service &service, const Principal &principal)
    : m_service(&service)
    , m_principal(principal)
{
}

const TaskSessionPtr &LazySession::get() const
{
    if (!m_session)
        m_session = m_service->sessionFor(*m_principal);
    return m_session;
}

} // namespace headway
