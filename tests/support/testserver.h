#pragma once

#include "core/api/apiserver.h"
#include "core/model/peer.h"
#include "core/service/service.h"
#include "tests/support/httpanswer.h"

#include <QTemporaryDir>

namespace headway::test {

/// How a request tells who sends it.
struct Caller
{
    QByteArray field; ///< a field with its line end; empty: nobody

    static Caller nobody() { return {}; }
    static Caller bearer(const QByteArray &token)
    {
        return {"Authorization: Bearer " + token + "\r\n"};
    }
    static Caller cookie(const QByteArray &session)
    {
        return {"Cookie: session=" + session + "\r\n"};
    }
};

/// The field that says that a request is the same as any other with @p key.
inline QByteArray keyField(const QByteArray &key)
{
    return "Idempotency-Key: " + key + "\r\n";
}

/// A whole service on a free port, with a data directory of its own and two accounts with one
/// password.
class TestServer
{
public:
    static constexpr const char *ownerEmail = "owner@example.org";
    static constexpr const char *otherEmail = "other@example.org";
    static constexpr const char *password = "correct horse";

    /// What the server takes its clients for, all of which are in this process.
    static Peer self() { return {ownUser(), QStringLiteral("127.0.0.1")}; }

    /// With no @p rates one account may ask as often as it likes.
    explicit TestServer(const HttpLimits &limits = {}, const RateLimits &rates = {.isOn = false},
                        const LeaseTimes &leases = {},
                        const HashCost &hashCost = HashCost::least());
    ~TestServer();

    Service &service() { return *m_service; }
    quint16 port() const { return m_server->port(); }
    QString databaseFile() const { return m_directory.filePath(QStringLiteral("data/headway.db")); }
    /// Stops the service and starts it anew, on another port.
    void restart();

    /// Opens a session of the owner's in the place of the one there was.
    void signInAgain() { m_ownerSession = signIn(ownerEmail); }

    Caller owner() const { return Caller::cookie(m_ownerSession); }
    Caller other() const { return Caller::cookie(m_otherSession); }
    QByteArray ownerSession() const { return m_ownerSession; }
    /// The endpoint file's token.
    Caller dataOwner() const { return Caller::bearer(m_endpointSecret); }
    /// A new token of the owner's.
    Caller ownersToken(TokenScope scope = TokenScope::Write);

    /// Sends one request on a connection of its own. A body is JSON unless @p fields tell its type.
    HttpAnswer send(const QByteArray &method, const QByteArray &path, const Caller &caller,
                    const QByteArray &body = {}, const QByteArray &fields = {}) const;

    /// A task of the owner's. @return its id
    QByteArray createTask(const QByteArray &json, const Caller &caller) const;

private:
    QByteArray signIn(const char *email);
    void start();

    QTemporaryDir m_directory;
    SystemClock m_clock;
    const HttpLimits m_limits;
    const RateLimits m_rates;
    const LeaseTimes m_leases;
    const HashCost m_hashCost;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<ApiServer> m_server;
    QByteArray m_endpointSecret;
    QByteArray m_ownerSession;
    QByteArray m_otherSession;
};

/// A member of a JSON object; null when it is not there.
QJsonValue member(const QByteArray &json, const QString &name);

} // namespace headway::test
