#pragma once

#include "core/api/allowances.h"
#include "core/api/answermemory.h"
#include "core/api/call.h"
#include "core/api/eventhub.h"
#include "core/api/heldback.h"
#include "core/api/httplimits.h"
#include "core/api/requestcounts.h"
#include "core/api/requesthandler.h"
#include "core/api/route.h"
#include "core/api/taskviews.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace headway {

class Service;

/// Brings a request to its route's handler and the handler's reply back, in the order of checks
/// that no handler has to remember: route, sign-in, right; then, when the body has come, its kind
/// and what the handler makes of it; then the caller is charged, and what the handler wants is
/// begun. Lives in one thread.
class Dispatcher final : public RequestHandler
{
public:
    /// All are borrowed and outlive this.
    Dispatcher(Service &service, RouteTable routes, const HttpLimits &limits,
               const RateLimits &rates = {});

    qint64 bodyLimit(const RequestHead &head) const override;
    TakeBody handle(Request request) override;
    Answer refusal(const Refusal &refusal, const QByteArray &path) const override;

private:
    struct Exchange
    {
        const Route &route;
        Call call;
        QPointer<QObject> client;
        std::function<void(const Answer &)> answer;
        std::function<void(AccountId)> signedIn = {};
        std::function<void()> watchClient = {};
        bool isOverdrawn = false; ///< the caller's allowance is used up
        bool isMistake = false; ///< there is nothing to begin
        Budget budget = Budget::Visits; ///< what it is charged to

        bool isRemembered() const { return route.replay != Replay::Stored && !call.key.isEmpty(); }
    };
    using ExchangePtr = std::shared_ptr<Exchange>;

    const Route *find(const RequestHead &head, QByteArray *argument) const;
    Answer noRoute(const RequestHead &head) const;
    /// What keeps the caller from this route, if anything. Fills in who it is.
    std::optional<Error> admit(Exchange &exchange) const;
    /// Whether the caller's credential has ended since admit().
    bool hasBeenSignedOut(const Call &call) const;
    /// Spends one of the caller's allowance. @return how long until there is one, when it is used
    /// up; else 0
    std::chrono::microseconds spend(const Call &call, Budget budget);
    /// Charges for a request that is well-formed. @return why it may not be begun
    std::optional<Error> charge(Exchange &exchange);
    Reply run(Exchange &exchange);
    void serve(const ExchangePtr &exchange);
    /// What the handler makes of the request; nothing is begun.
    Reply read(Exchange &exchange);
    /// @p reply, unless the request came before.
    Reply once(const Exchange &exchange, const Reply &reply);
    void answerNowhere(const Request &request);
    void finish(const ExchangePtr &exchange, const Result<Answer> &result);
    void finishWithTask(const ExchangePtr &exchange, const Error &error);
    void give(const ExchangePtr &exchange, const Answer &answer);
    void send(const ExchangePtr &exchange, const Answer &answer);
    void holdBack(QObject *client, std::function<void(const Answer &)> give, const Answer &answer);

    Service &m_service;
    const RouteTable m_routes;
    const HttpLimits &m_limits;
    const bool m_isLimiting;
    Allowances m_allowances;
    HeldBack m_heldBack;
    mutable RequestCounts m_counts; ///< counting changes nothing that anybody depends on
    AnswerMemory m_memory;
    TaskViews m_views;
    EventHub m_events;
    QObject m_anchor; ///< context of what goes on when its client has gone
};

} // namespace headway
