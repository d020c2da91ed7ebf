#pragma once

#include "core/api/streamsink.h"
#include "core/base/result.h"
#include "core/model/taskchanges.h"

#include <QByteArrayList>

#include <functional>
#include <memory>
#include <optional>

namespace headway {

class EventChannel;
struct HttpLimits;

/// The events of one account for one client, in ascending order of revisions, none missing and none
/// twice: first the past, read page by page as the client takes them, then what happens. A client
/// that does not keep up goes back to the past, where much may have become one change; so nothing
/// is kept for it here.
class EventStream final : public QObject
{
    Q_OBJECT

public:
    /// Tells what came after @p since; without it, what comes from now on. Ends when @p isAlive,
    /// which is asked before anything is told, is not. @p sink and @p limits are borrowed and
    /// outlive this.
    EventStream(StreamSink &sink, std::shared_ptr<EventChannel> channel,
                std::function<bool()> isAlive, std::optional<quint64> since,
                const HttpLimits &limits);
    ~EventStream() override;

    /// Ends a stream whose credential has ended.
    void checkCredential();
    /// Comes once in HttpLimits::streamHeartbeat. Ends a client that has taken nothing since the
    /// last one.
    void beat();

private:
    enum class State {
        Reading, ///< a page has been asked for
        Writing, ///< what waits goes out as the client takes it
        Live,
        Ended
    };

    void readOn();
    void take(const Result<ChangePage> &page);
    void await(const ChangePage &page);
    void writeOn();
    QByteArray takeChunk();
    void goOn();
    void pass(const QByteArray &events);
    void relax();
    void end();

    StreamSink &m_sink;
    const std::shared_ptr<EventChannel> m_channel;
    const std::function<bool()> m_isAlive;
    const qint64 m_room; ///< bytes that may wait in the sink, unless one event is larger
    State m_state = State::Reading;
    std::optional<quint64> m_told; ///< up to this revision everything has been told
    bool m_isPastRead = false; ///< as far as it was there when the last page was read
    QByteArray m_opening; ///< goes before the first block
    QByteArrayList m_waiting; ///< of the last page
    bool m_isWriting = false; ///< writeOn() is at work
    bool m_isLate = false; ///< at the last beat the client had not taken everything
};

} // namespace headway
