#include "core/api/eventchannel.h"

#include "core/api/eventtext.h"

namespace headway {

EventChannel::EventChannel(std::unique_ptr<ChangeLog> log)
    : m_log(std::move(log))
{
    connect(m_log.get(), &ChangeLog::grew, this, &EventChannel::tell);
}

void EventChannel::tell(const TaskChanges &changes)
{
    m_told = changes.newest();
    Q_EMIT happened(eventsOf(changes).join());
}

} // namespace headway
