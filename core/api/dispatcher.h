#pragma once

#include "core/api/allowances.h"
#include "core/api/answermemory.h"
#include "core/api/call.h"
#include "core/api/heldback.h"
#include "core/api/httplimits.h"
#include "core/api/requesthandler.h"
#include "core/api/route.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace headway {

class Service;

/// Brings a request to its route's handler and the handler's reply back, in the order of checks
/// that no handler has to remember: route, sign-in, right, kind of body, and when the request is
/// well-formed, the caller's allowance. Lives in one thread.
class Dispatcher final : public RequestHandler
{
public:
    /// All are borrowed and outlive this.
    Dispatcher(Service &service, RouteTable routes, const HttpLimits &limits,
               const RateLimits &rates = {});

    qint64 bodyLimit(const RequestHead &head) const override;
    void handle(Request request) override;
    Answer refusal(const Refusal &refusal, const QByteArray &path) const override;

private:
    struct Exchange
    {
        const Route &route;
        Call call;
        QPointer<QObject> client;
        std::function<void(const Answer &)> answer;
        bool isOverdrawn = false; ///< the caller's allowance is used up

        bool isRemembered() const
        {
            return route.replay == Replay::Remembered && !call.key.isEmpty();
        }
    };
    using ExchangePtr = std::shared_ptr<Exchange>;

    const Route *find(const RequestHead &head, QByteArray *argument) const;
    Answer noRoute(const RequestHead &head) const;
    /// What keeps the caller from this route, if anything. Fills in who it is.
    std::optional<Error> admit(Exchange &exchange) const;
    /// Spends one of the caller's allowance. @return why not, when it is used up
    std::optional<Error> charge(Exchange &exchange);
    Reply run(Exchange &exchange);
    /// @p reply, unless the request came before.
    Reply once(const Exchange &exchange, const Reply &reply);
    void finish(const ExchangePtr &exchange, const Result<Answer> &result);
    void finishWithTask(const ExchangePtr &exchange, const Error &error);

    Service &m_service;
    const RouteTable m_routes;
    const HttpLimits &m_limits;
    const bool m_charges;
    Allowances m_allowances;
    HeldBack m_heldBack;
    AnswerMemory m_memory;
    QObject m_anchor; ///< context of what goes on when its client has gone
};

} // namespace headway
