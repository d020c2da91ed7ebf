#pragma once

#include "core/api/answer.h"
#include "core/api/requesthead.h"
#include "core/base/ids.h"
#include "core/model/peer.h"

#include <functional>

namespace headway {

/// A checked request, but for its body. answer is called once, now or later, in the server's
/// thread; later only while context lives.
struct Request
{
    RequestHead head;
    QObject *context = nullptr;
    qsizetype connections = 0; ///< that are open just now, this one included
    /// Who asks. Looked up when it is first called on a connection; only before answer is called.
    std::function<Peer()> peer;
    /// To be called when it turns out whose request it is: one account holds so many connections.
    std::function<void(AccountId)> signedIn;
    /// To be called for an answer that is worth nothing to a client that has gone: until it comes,
    /// one that closes its sending half has.
    std::function<void()> watchClient;
    std::function<void(const Answer &)> answer;
};

/// Gets the body of a request, which may be empty, once it is whole.
using TakeBody = std::function<void(const QByteArray &body)>;

/// What a server does with the requests that have passed its door. All calls come in its thread.
class RequestHandler
{
public:
    virtual ~RequestHandler() = default;

    /// How long the body behind @p head may be, in bytes.
    virtual qint64 bodyLimit(const RequestHead &head) const = 0;
    /// Called when the head has come. @return what goes on with the request when its body has;
    /// empty when that does not matter, and is not to be waited for
    virtual TakeBody handle(Request request) = 0;
    /// In the words of the routes around @p path, which is empty when it could not be read.
    virtual Answer refusal(const Refusal &refusal, const QByteArray &path) const = 0;
};

} // namespace headway
