#pragma once

#include "core/base/result.h"
#include "core/base/socketuser.h"
#include "core/client/apirequest.h"

#include <QFuture>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPromise>
#include <QUrl>

#include <functional>
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

    friend bool operator==(const Credential &, const Credential &) = default;
};

/// A service, and the credential to show it.
struct Access
{
    QUrl url;
    Credential credential;
    /// What the user may not expect, as a sentence: that a login is saved, and not used here.
    QString note = {};
};

/// Tells where the service is now. Errors: Unreachable while none is there.
using AccessSource = std::function<Result<Access>()>;

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
    /// For a service that may end and begin anew, elsewhere and with another secret: @p source is
    /// asked first, and again whenever the service could not be reached or did not take the
    /// credential.
    explicit ApiClient(AccessSource source, QObject *parent = nullptr);
    /// What is under way ends as Unreachable.
    ~ApiClient() override;

    QUrl url() const { return m_url; }

    /// Errors: Unreachable when nobody answers in time, when the answer is not wanted any more,
    /// and, with nothing sent, when the credential is for another listener than there is; else what
    /// the service says is wrong.
    QFuture<Result<ApiAnswer>> send(const ApiRequest &request);
    /// Asks for an answer without an end; its patience is for each piece. The caller owns it, and
    /// lets it go before the client. Errors: Unreachable as above, with nothing sent.
    Result<std::unique_ptr<ApiStream>> listen(const ApiRequest &request);
    /// Asks anew where the service is. @return whether it is another place, or another credential
    /// is wanted there. Errors: those of the source.
    Result<bool> renew();

Q_SIGNALS:
    /// What has come of a request, while its answer is wanted; an error stands for an answer that
    /// is one. @p tellsOfDamage as a part of the service's database cannot be read
    void answered(const headway::ApiRequest &request,
                  const headway::Result<headway::ApiAnswer> &answer, bool tellsOfDamage);

private:
    using Promise = QPromise<Result<ApiAnswer>>;

    Result<void> reach();
    Result<void> checkListener() const;
    void attempt(const ApiRequest &request, const std::shared_ptr<Promise> &promise,
                 bool mayRepeat);
    /// What has come of an attempt.
    struct Outcome
    {
        Result<ApiAnswer> answer;
        bool tellsOfDamage = false;
    };
    void take(const ApiRequest &request, Outcome outcome, const std::shared_ptr<Promise> &promise,
              bool mayRepeat);
    QNetworkRequest prepared(const ApiRequest &request) const;
    QNetworkReply *dispatch(const ApiRequest &request);

    QUrl m_url;
    Credential m_credential;
    AccessSource m_source; ///< null: the service stays where it is
    bool m_isInDoubt = false; ///< the source is to be asked before the next request
    QNetworkAccessManager m_network;
};

} // namespace headway
