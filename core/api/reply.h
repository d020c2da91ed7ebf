#pragma once

#include "core/api/answer.h"
#include "core/base/future.h"
#include "core/base/result.h"

#include <exception>
#include <functional>
#include <memory>
#include <stop_token>
#include <variant>

namespace headway {

/// What a handler gives back: an answer, an error, or what is to be begun and becomes one of them.
class Reply
{
public:
    using Deliver = std::function<void(const Result<Answer> &)>;

    Reply(Answer answer)
        : m_content(Result<Answer>(std::move(answer)))
    {
    }
    Reply(Error error)
        : m_content(Result<Answer>(std::move(error)))
    {
    }

    /// The reply that begins with @p begin() and ends with what @p make gives for the future's
    /// value, in the thread that delivers it; the future's error is the reply's. Nothing happens
    /// before deliverTo(). @p begin gives a QFuture<Result<T>>; @p make takes a const T &, or
    /// nothing for void. Both are called while the Call lives.
    template <typename Begin, typename Make>
    static Reply when(Begin begin, Make make)
    {
        static_assert(std::is_invocable_v<const Begin &>, "Give what begins, not what has begun.");
        return Reply([begin = std::move(begin), make](QObject *context, const Deliver &deliver) {
            const auto future = attempt(begin);
            if (!future)
                return deliver(future.error());
            using Value = typename decltype(future->result())::Value;
            whenDone(*future, context, [context, deliver, make](const Result<Value> &result) {
                if (!result)
                    return deliver(result.error());
                Reply::guarded([&]() -> Reply {
                    if constexpr (std::is_void_v<Value>)
                        return make();
                    else
                        return make(*result);
                }).deliverTo(context, deliver);
            });
        });
    }

    /// The same for what is worth nothing to a client that has gone: @p begin takes the
    /// std::stop_token that is asked to stop then, and one that closes its sending half has gone.
    template <typename Begin, typename Make>
    static Reply whileWaitedFor(Begin begin, Make make)
    {
        struct Question
        {
            std::stop_source source;
            ~Question() { source.request_stop(); }
        };
        const auto question = std::make_shared<Question>();
        Reply reply = when(
            [begin = std::move(begin), question] { return begin(question->source.get_token()); },
            [make, question](const auto &...value) { return make(value...); });
        reply.m_endsWithItsClient = true;
        return reply;
    }

    /// The reply that @p make() gives when it is delivered; nothing happens before. @p make is
    /// called while the Call lives.
    template <typename Make>
    static Reply begun(Make make)
    {
        return Reply([make = std::move(make)](QObject *context, const Deliver &deliver) {
            guarded(make).deliverTo(context, deliver);
        });
    }

    /// What @p make gives; an exception becomes an Internal error.
    template <typename Make>
    static Reply guarded(Make make)
    {
        Result<Reply> made = attempt(make);
        return made ? *std::move(made) : Reply(made.error());
    }

    /// Whether it is an error already, with nothing to begin.
    bool isRefusal() const
    {
        const auto *result = std::get_if<Result<Answer>>(&m_content);
        return result && !*result;
    }

    /// Whether it is one of whileWaitedFor().
    bool endsWithItsClient() const { return m_endsWithItsClient; }

    /// This reply; @p look sees it before it is delivered.
    Reply watched(const Deliver &look) const
    {
        return Reply([self = *this, look](QObject *context, const Deliver &deliver) {
            self.deliverTo(context, [look, deliver](const Result<Answer> &result) {
                look(result);
                deliver(result);
            });
        });
    }

    /// Calls @p deliver once, at once or while @p context lives, in the current thread.
    void deliverTo(QObject *context, const Deliver &deliver) const
    {
        if (const auto *result = std::get_if<Result<Answer>>(&m_content))
            deliver(*result);
        else
            std::get<Later>(m_content)(context, deliver);
    }

private:
    template <typename Make>
    static Result<std::invoke_result_t<const Make &>> attempt(const Make &make)
    {
        try {
            return make();
        } catch (const std::exception &exception) {
            return Error{ErrorCode::Internal, QString::fromUtf8(exception.what())};
        } catch (...) {
            return Error{ErrorCode::Internal, QStringLiteral("an exception of no known kind")};
        }
    }

    using Later = std::function<void(QObject *, const Deliver &)>;

    explicit Reply(Later later)
        : m_content(std::move(later))
    {
    }

    std::variant<Result<Answer>, Later> m_content;
    bool m_endsWithItsClient = false;
};

} // namespace headway
