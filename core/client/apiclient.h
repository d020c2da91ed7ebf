#pragma once

#include "core/base/result.h"
#include "core/base/socketuser.h"
#include "core/client/apirequest.h"

#include <QFuture>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <memory>

namespace headway {

class ApiStream;

/// What proves to a service whose requests these are.
struct Credential
{
    enum class Kind { None, Bearer, Session };

    Kind kind = Kind::None;
    QByteArray secret = {};
    /// Who alone may be shown it, and what else is sent: the user whose process listens there, as
    /// listenerAt() tells. nullopt: whoever answers.
    std::optional<OsUserId> onlyTo = {};
};

/// Whose process listens at @p url. nullopt when none does, and for a host that cannot be asked
/// after: any but 127.0.0.1.
std::optional<OsUserId> listenerAt(const QUrl &url);

/// Talks to one service over HTTP with one credential. Goes through no proxy and follows no
/// redirect, so that the credential reaches nobody else.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    ApiClient(const QUrl &url, Credential credential, QObject *parent = nullptr);
    /// What is under way ends as Unreachable.
    ~ApiClient() override;

    QUrl url() const { return m_url; }

    /// Errors: Unreachable when nobody answers in time, and, with nothing sent, when the credential
    /// is for another listener than there is; else what the service says is wrong.
    QFuture<Result<ApiAnswer>> send(const ApiRequest &request);
    /// Asks for an answer without an end; its patience is for each piece. The caller owns it, and
    /// lets it go before the client. Errors: Unreachable as above, with nothing sent.
    Result<std::unique_ptr<ApiStream>> listen(const ApiRequest &request);

private:
    Result<void> checkListener() const;
    QNetworkRequest prepared(const ApiRequest &request) const;
    QNetworkReply *dispatch(const ApiRequest &request);

    QUrl m_url;
    Credential m_credential;
    QNetworkAccessManager m_network;
};

} // namespace headway
