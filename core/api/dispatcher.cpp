#include "core/api/dispatcher.h"

#include "core/api/credentials.h"
#include "core/api/entitytag.h"
#include "core/api/erroranswer.h"
#include "core/model/limits.h"
#include "core/service/authservice.h"
#include "core/service/service.h"
#include "core/wire/fingerprint.h"

#include <QLoggingCategory>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcApi, "headway.api")

bool serves(const Route &route, Method method)
{
    return route.method == method || (method == Method::Head && route.method == Method::Get);
}

bool needsWriteScope(const Route &route)
{
    return route.method != Method::Get && route.access != Access::Reader;
}

Budget budgetOf(const Route &route)
{
    if (route.spends == Spends::Cancels)
        return Budget::Cancels;
    return route.method == Method::Get ? Budget::Reads : Budget::Writes;
}

QByteArray nameOf(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET, HEAD";
    case Method::Head:
        return "HEAD";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        return "DELETE";
    case Method::Other:
        break;
    }
    return {};
}

Result<RequestKey> requestKey(const Call &call)
{
    if (!call.head.has("idempotency-key"))
        return RequestKey{};
    const QByteArray key = call.head.value("idempotency-key");
    const bool isPlain =
        std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (key.isEmpty() || key.size() > limits::requestKeyLength || !isPlain) {
        return Error{ErrorCode::InvalidArgument,
                     u"An Idempotency-Key has 1 to %1 characters of ASCII, with no blank."_s.arg(
                         limits::requestKeyLength)};
    }
    return RequestKey{
        key,
        wire::fingerprintOf(nameOf(call.head.method), call.head.path, call.head.query, call.body)};
}

/// For whoever asks for something else: what is served may be less than all.
Answer withDamageTold(Answer answer)
{
    answer.headers.emplaceBack("Headway-Storage", wordOf(StorageState::Damaged).toLatin1());
    return answer;
}

bool isAboutState(ErrorCode code)
{
    return code == ErrorCode::StateForbids || code == ErrorCode::StaleSequence
        || code == ErrorCode::NotProcessing;
}

} // namespace

Dispatcher::Dispatcher(Service &service, RouteTable routes, const HttpLimits &limits,
                       const RateLimits &rates)
    : m_service(service)
    , m_routes(routes)
    , m_limits(limits)
    , m_isLimiting(rates.isOn)
    , m_allowances(rates, service.clock())
    , m_heldBack(rates.holdBack)
    , m_views(limits.views)
    , m_events(service, limits)
{
}

const Route *Dispatcher::find(const RequestHead &head, QByteArray *argument) const
{
    for (const Route &route : m_routes) {
        if (serves(route, head.method) && route.matches(head.path, argument))
            return &route;
    }
    return nullptr;
}

qint64 Dispatcher::bodyLimit(const RequestHead &head) const
{
    QByteArray argument;
    const Route *route = find(head, &argument);
    return route && route->body == BodyKind::Bytes ? m_limits.upload : m_limits.body;
}

Answer Dispatcher::refusal(const Refusal &refusal, const QByteArray &path) const
{
    m_counts.count(Budget::Mistakes, refusal.status);
    return refusalAnswer(refusal, path);
}

Answer Dispatcher::noRoute(const RequestHead &head) const
{
    QByteArrayList allowed;
    for (const Route &route : m_routes) {
        if (route.matches(head.path))
            allowed.append(nameOf(route.method));
    }
    if (allowed.isEmpty())
        return refusalAnswer({404, "Not found"}, head.path);
    Answer answer = refusalAnswer({405, "Method not allowed"}, head.path);
    answer.headers.emplaceBack("Allow", allowed.join(", "));
    return answer;
}

void Dispatcher::answerNowhere(const Request &request)
{
    const Answer answer = noRoute(request.head);
    m_counts.count(Budget::Mistakes, answer.status);
    const bool isAllowed = m_allowances.take(request.peer(), Budget::Mistakes) == 0us;
    if (isAllowed || !m_isLimiting)
        return request.answer(answer);
    holdBack(request.context, request.answer, answer);
}

void Dispatcher::holdBack(QObject *client, std::function<void(const Answer &)> give,
                          const Answer &answer)
{
    ++m_counts.heldBack;
    m_heldBack.keep(client, [give = std::move(give), answer] { give(answer); });
}

TakeBody Dispatcher::handle(Request request)
{
    m_counts.connections = request.connections;
    QByteArray argument;
    const Route *route = find(request.head, &argument);
    if (!route) {
        answerNowhere(request);
        return {};
    }
    auto exchange = std::make_shared<Exchange>(Exchange{*route,
                                                        {std::move(request.head),
                                                         {},
                                                         std::move(argument),
                                                         {},
                                                         std::move(request.peer),
                                                         m_service.auth(),
                                                         m_events,
                                                         m_service,
                                                         m_counts,
                                                         m_views,
                                                         {},
                                                         {}},
                                                        request.context,
                                                        std::move(request.answer)});
    exchange->signedIn = std::move(request.signedIn);
    exchange->watchClient = std::move(request.watchClient);
    if (const std::optional<Error> error = admit(*exchange)) {
        finish(exchange, charge(*exchange).value_or(*error));
        return {};
    }
    return [this, exchange](const QByteArray &body) {
        exchange->call.body = body;
        serve(exchange);
    };
}

void Dispatcher::serve(const ExchangePtr &exchange)
{
    const Reply reply = run(*exchange);
    if (reply.endsWithItsClient())
        exchange->watchClient();
    // What has been begun under a key must be remembered although its client has gone meanwhile.
    QObject *context = exchange->isRemembered() ? &m_anchor : exchange->client.data();
    reply.deliverTo(context, [this, exchange](const Result<Answer> &result) {
        if (exchange->client)
            finish(exchange, result);
    });
}

std::optional<Error> Dispatcher::admit(Exchange &exchange) const
{
    const Route &route = exchange.route;
    if (route.access == Access::Open)
        return std::nullopt;
    const Result<Principal> principal =
        principalOf(exchange.call.head, exchange.call.peer, exchange.call.auth);
    if (!principal)
        return principal.error();
    exchange.signedIn(principal->account());
    exchange.call.principal = *principal;
    if (route.access == Access::DataOwner && !principal->ownsDataDirectory()) {
        return Error{ErrorCode::AccessDenied,
                     u"Only whoever owns the data directory manages accounts."_s};
    }
    if (needsWriteScope(route) && !principal->mayWrite())
        return Error{ErrorCode::AccessDenied, u"This token may only read."_s};
    exchange.call.session = LazySession(m_service, *principal);
    return std::nullopt;
}

/// A body may come long after its head.
bool Dispatcher::hasBeenSignedOut(const Call &call) const
{
    return !call.body.isEmpty() && call.principal && !m_service.auth().isAlive(*call.principal);
}

std::chrono::microseconds Dispatcher::spend(const Call &call, Budget budget)
{
    const std::chrono::microseconds wait = call.principal
        ? m_allowances.take(call.principal->account(), budget)
        : m_allowances.take(call.peer(), budget);
    return m_isLimiting ? wait : 0us;
}

std::optional<Error> Dispatcher::charge(Exchange &exchange)
{
    if (exchange.call.principal)
        exchange.budget = budgetOf(exchange.route);
    const std::chrono::microseconds wait = spend(exchange.call, exchange.budget);
    if (wait == 0us)
        return std::nullopt;
    exchange.isOverdrawn = true;
    return Error{ErrorCode::TooMany, {}, std::chrono::ceil<std::chrono::seconds>(wait)};
}

Reply Dispatcher::run(Exchange &exchange)
{
    if (hasBeenSignedOut(exchange.call))
        return charge(exchange).value_or(Error{ErrorCode::NotSignedIn, u"Sign in first."_s});
    Reply reply = read(exchange);
    if (exchange.isMistake) {
        exchange.budget = Budget::Mistakes;
        exchange.isOverdrawn = spend(exchange.call, exchange.budget) > 0us;
        return reply;
    }
    if (const std::optional<Error> error = charge(exchange))
        return *error;
    return exchange.isRemembered() ? once(exchange, reply) : reply;
}

Reply Dispatcher::read(Exchange &exchange)
{
    Call &call = exchange.call;
    exchange.isMistake = true;
    const std::optional<Refusal> refused =
        call.body.isEmpty() ? std::nullopt : refusalOfBody(call.head, exchange.route.body);
    if (refused)
        return refusalAnswer(*refused, call.head.path);
    Result<RequestKey> key = requestKey(call);
    if (!key)
        return key.error();
    call.key = std::move(*key);
    Reply reply = Reply::guarded([&] { return exchange.route.handler(call); });
    exchange.isMistake = reply.isRefusal();
    return reply;
}

Reply Dispatcher::once(const Exchange &exchange, const Reply &reply)
{
    const Call &call = exchange.call;
    const AccountId account = call.principal->account();
    switch (m_memory.begin(account, call.key)) {
    case AnswerMemory::Known::Nothing:
        break;
    case AnswerMemory::Known::AnotherRequest:
        return Error{ErrorCode::KeyReused, u"This Idempotency-Key came with another request."_s};
    case AnswerMemory::Known::UnderWay:
    case AnswerMemory::Known::Answered:
        return Reply::when(
            [this, account, key = call.key] { return m_memory.answer(account, key); },
            [](const Answer &answer) { return answer; });
    }
    return reply.watched([this, account, key = call.key](const Result<Answer> &result) {
        m_memory.finish(account, key, result);
    });
}

void Dispatcher::finish(const ExchangePtr &exchange, const Result<Answer> &result)
{
    const Route &route = exchange->route;
    if (result) {
        const bool isPolled =
            route.method == Method::Get && result->status == 200 && !result->isFleeting;
        return give(exchange,
                    isPolled ? unlessKnown(withEntityTag(*result), exchange->call.head) : *result);
    }
    const Error &error = result.error();
    if (isOurFault(error))
        qCWarning(lcApi) << nameOf(route.method).constData() << route.path
                         << headway::nameOf(error.code) << error.detail;
    if (isAboutState(error.code) && isVersionOne(route.path) && exchange->call.session)
        return finishWithTask(exchange, error);
    give(exchange, errorAnswer(error, route));
}

void Dispatcher::give(const ExchangePtr &exchange, const Answer &answer)
{
    m_counts.count(exchange->budget, answer.status);
    if (exchange->call.principal && m_service.storage() == StorageState::Damaged)
        return send(exchange, withDamageTold(answer));
    send(exchange, answer);
}

void Dispatcher::send(const ExchangePtr &exchange, const Answer &answer)
{
    if (!exchange->isOverdrawn)
        return exchange->answer(answer);
    holdBack(exchange->client, std::move(exchange->answer), answer);
}

/// Tells a producer the task's state along with the refusal: it may have been cancelled.
void Dispatcher::finishWithTask(const ExchangePtr &exchange, const Error &error)
{
    const TaskSessionPtr session = exchange->call.session.get();
    whenDone(
        session->task(exchange->call.taskId()), exchange->client,
        [this, exchange, error](const Result<Task> &task) {
            give(exchange,
                 errorAnswer(error, exchange->route, task ? std::optional(*task) : std::nullopt));
        });
}

} // namespace headway
