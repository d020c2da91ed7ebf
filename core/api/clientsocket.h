#pragma once

#include <QHostAddress>
#include <QObject>

namespace headway {

/// The bytes from and to one client, encrypted or not.
class ClientSocket : public QObject
{
    Q_OBJECT

public:
    virtual bool isEncrypted() const = 0;
    virtual qintptr descriptor() const = 0;
    virtual QHostAddress peerAddress() const = 0;
    virtual quint16 localPort() const = 0;

    /// Of what has come.
    virtual qint64 bytesAvailable() const = 0;
    virtual QByteArray peek(qint64 atMost) const = 0;
    virtual void skip(qint64 bytes) = 0;
    /// Has the socket read @p bytes, and one more that shows that it was too much.
    virtual void allowReading(qint64 bytes) = 0;
    /// With the last byte of what has been taken still in it, the buffer is full. Behind that byte
    /// comes what the client has sent already.
    virtual void stopReading() = 0;
    /// Behind that byte.
    qint64 unread() const { return bytesAvailable() - 1; }
    /// The next @p size bytes, which have come; the last of them stays in the buffer.
    QByteArray takeButLast(qint64 size);
    /// Has the client told at once what has come of what it is still sending: it may keep the rest
    /// until then (RFC 896), and the system would wait for an answer to tell it along.
    void acknowledge() const;

    /// @return whether the system has taken all of @p bytes at once: then bytesSent() does not tell
    virtual bool send(const QByteArray &bytes) = 0;
    /// How many bytes wait for the client to take them.
    virtual qint64 backlog() const = 0;
    /// Nothing more comes. Within the encryption Qt ends both directions at once; a client that is
    /// still sending would be answered with a reset, and lose its answer: while it
    /// @p mayBeSending, it is not told.
    virtual void endSending(bool mayBeSending) = 0;
    /// Ends both directions.
    virtual void abort() = 0;

Q_SIGNALS:
    void bytesCame();
    void bytesSent();
    /// The client has gone, or will be taken for one that has.
    void lost();
};

} // namespace headway
