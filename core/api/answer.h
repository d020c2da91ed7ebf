#pragma once

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>
#include <utility>

class QObject;

namespace headway {

class StreamSink;

/// What a request gets, before it is put into bytes.
struct Answer
{
    int status = 200; ///< HTTP status code
    QByteArray contentType; ///< empty: there is no body
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< beside those that every answer has
    /// Begins what follows the head, for an answer that has no end of its own; its object lives
    /// until the connection ends. Empty for all others, and not called for HEAD.
    std::function<std::unique_ptr<QObject>(StreamSink &)> stream = {};
    bool isFleeting = false; ///< the next one is another anyhow: it gets no ETag
    QByteArray tag = {}; ///< its ETag; empty: not known, or none
};

Answer jsonAnswer(const QByteArray &json, int status = 200);
/// 204
Answer emptyAnswer();

/// What the connection adds to an answer.
struct Envelope
{
    bool isHead = false; ///< the body is counted but not sent
    bool isHttp10 = false;
    bool closes = false; ///< no other answer comes on this connection
    bool isSecure = false; ///< the client sees https: its cookies are for nothing else
};

/// @p answer as it is sent, with the headers that keep browsers from keeping, guessing, framing or
/// sharing it.
QByteArray toBytes(const Answer &answer, const Envelope &envelope);

/// "Not Found" for 404: the words of RFC 9110. Known for every status that this server sends.
QByteArray reasonPhrase(int status);

} // namespace headway
