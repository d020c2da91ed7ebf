#pragma once

#include <QObject>

namespace headway {

/// Where the bytes of an answer without an end go: the connection of the client that asked for it.
/// Lives in the server's thread.
class StreamSink : public QObject
{
    Q_OBJECT

public:
    /// Sends @p bytes after those before. A client that has left more than
    /// HttpLimits::streamBacklog of them unread is dropped: it has to come again.
    virtual void write(const QByteArray &bytes) = 0;
    /// How many bytes wait for the client to take them.
    virtual qint64 backlog() const = 0;
    /// Nothing more comes: ends the connection once all has been sent.
    virtual void finish() = 0;

Q_SIGNALS:
    /// The client has taken all that was written.
    void drained();

protected:
    using QObject::QObject;
};

} // namespace headway
