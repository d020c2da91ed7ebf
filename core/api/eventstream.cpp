#include "core/api/eventstream.h"

#include "core/api/eventchannel.h"
#include "core/api/eventtext.h"
#include "core/api/httplimits.h"
#include "core/base/future.h"

namespace headway {

EventStream::EventStream(StreamSink &sink, std::shared_ptr<EventChannel> channel,
                         std::function<bool()> isAlive, std::optional<quint64> since,
                         const HttpLimits &limits)
    : m_sink(sink)
    , m_channel(std::move(channel))
    , m_isAlive(std::move(isAlive))
    , m_room(limits.streamBacklog / 2)
    , m_told(since)
    , m_opening(retryLine(limits.streamRetry))
{
    connect(&m_sink, &StreamSink::drained, this, &EventStream::relax);
    connect(m_channel.get(), &EventChannel::happened, this, &EventStream::pass);
    readOn();
}

EventStream::~EventStream() = default;

void EventStream::readOn()
{
    m_state = State::Reading;
    whenDone(m_channel->log().since(m_told), this,
             [this](const Result<ChangePage> &page) { take(page); });
}

void EventStream::take(const Result<ChangePage> &page)
{
    if (m_state != State::Reading)
        return;
    if (!page || !m_isAlive())
        return end();
    await(*page);
    m_told = page->revision;
    m_isPastRead = page->isLast;
    m_state = State::Writing;
    writeOn();
}

void EventStream::await(const ChangePage &page)
{
    m_waiting = eventsOf(page.changes);
    if (page.isReset)
        m_waiting.append(resetEvent(page.revision));
    else if (page.isLast
             && (page.revision > qMax(m_told.value_or(0), page.changes.newest())
                 || (m_waiting.isEmpty() && !m_opening.isEmpty())))
        m_waiting.append(positionBlock(page.revision));
    if (!m_waiting.isEmpty())
        m_waiting.first().prepend(std::exchange(m_opening, {}));
}

void EventStream::writeOn()
{
    if (m_state != State::Writing || m_isWriting)
        return;
    m_isWriting = true; // the sink may be drained within its write()
    for (QByteArray chunk = takeChunk(); !chunk.isEmpty(); chunk = takeChunk())
        m_sink.write(chunk);
    m_isWriting = false;
    if (m_waiting.isEmpty() && m_sink.backlog() == 0)
        goOn();
}

/// As many of the waiting events as there is room for.
QByteArray EventStream::takeChunk()
{
    const qint64 backlog = m_sink.backlog();
    QByteArray chunk;
    while (!m_waiting.isEmpty()) {
        const qint64 after = backlog + chunk.size() + m_waiting.constFirst().size();
        if (after > m_room && backlog + chunk.size() > 0)
            break;
        chunk += m_waiting.takeFirst();
    }
    return chunk;
}

/// Joins what happens when nothing can lie between: all that the channel has told is in the past
/// that was read.
void EventStream::goOn()
{
    if (m_isPastRead && m_told >= m_channel->told())
        m_state = State::Live;
    else
        readOn();
}

void EventStream::pass(const QByteArray &events)
{
    if (m_state != State::Live || m_channel->told() <= m_told)
        return;
    if (!m_isAlive())
        return end();
    if (m_sink.backlog() + events.size() > m_room) {
        m_isPastRead = false;
        m_state = State::Writing;
        return writeOn();
    }
    m_told = m_channel->told();
    m_sink.write(events);
}

void EventStream::relax()
{
    m_isLate = false;
    writeOn();
}

void EventStream::checkCredential()
{
    if (m_state != State::Ended && !m_isAlive())
        end();
}

void EventStream::beat()
{
    if (m_state == State::Ended)
        return;
    if (m_sink.backlog() == 0)
        return m_sink.write(heartbeat());
    if (std::exchange(m_isLate, true))
        end();
}

void EventStream::end()
{
    m_state = State::Ended;
    m_waiting.clear();
    m_sink.finish();
}

} // namespace headway
