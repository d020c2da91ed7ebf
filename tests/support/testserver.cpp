#include "tests/support/testserver.h"

#include "core/service/authservice.h"
#include "tests/support/rawclient.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace headway::test {

namespace {

template <typename T>
T valueOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    const Result<T> result = future.result();
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return *result;
}

template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return std::move(*result);
}

} // namespace

TestServer::TestServer(const HttpLimits &limits, const RateLimits &rates, const LeaseTimes &leases,
                       const HashCost &hashCost)
    : m_limits(limits)
    , m_rates(rates)
    , m_leases(leases)
    , m_hashCost(hashCost)
{
    start();
    AuthService &auth = m_service->auth();
    const auto set = auth.setPassword(auth.owner(), QString::fromLatin1(ownerEmail), password);
    valueOf(auth.addAccount(auth.owner(), QString::fromLatin1(otherEmail), password));
    if (!set.result())
        qFatal("the owner's password cannot be set");
    m_ownerSession = signIn(ownerEmail);
    m_otherSession = signIn(otherEmail);
}

TestServer::~TestServer() = default;

void TestServer::start()
{
    m_service =
        valueOf(Service::open(DataDirectory::resolve(m_directory.filePath(QStringLiteral("data"))),
                              QString::fromLatin1(ownerEmail), m_clock, m_leases, m_hashCost));
    m_endpointSecret = m_service->auth().renewEndpointSecret();
    m_server =
        valueOf(ApiServer::start(*m_service, {.port = 0, .limits = m_limits, .rates = m_rates}));
}

void TestServer::restart()
{
    m_server.reset();
    m_service.reset();
    start();
}

QByteArray TestServer::signIn(const char *email)
{
    return valueOf(m_service->auth().signIn(QString::fromLatin1(email), password, self())).secret;
}

Caller TestServer::ownersToken(TokenScope scope)
{
    AuthService &auth = m_service->auth();
    return Caller::bearer(valueOf(auth.createToken(auth.owner(), {{}, scope, {}})).secret);
}

HttpAnswer TestServer::send(const QByteArray &method, const QByteArray &path, const Caller &caller,
                            const QByteArray &body, const QByteArray &fields) const
{
    RawClient client(port());
    QByteArray all = caller.field + fields + "Connection: close\r\n";
    if (!body.isEmpty() && !fields.contains("Content-Type"))
        all += "Content-Type: application/json\r\n";
    client.send(requestBytes(method + ' ' + path + " HTTP/1.1", port(), all, body));
    return client.answer(method == "HEAD");
}

QByteArray TestServer::createTask(const QByteArray &json, const Caller &caller) const
{
    const HttpAnswer answer = send("POST", "/api/v1/tasks", caller, json);
    if (answer.status != 201)
        qFatal("no task: %s", answer.body.constData());
    return member(answer.body, QStringLiteral("task_id")).toString().toLatin1();
}

QJsonValue member(const QByteArray &json, const QString &name)
{
    return QJsonDocument::fromJson(json).object().value(name);
}

} // namespace headway::test
