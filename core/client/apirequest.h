#pragma once

#include <QByteArray>
#include <QHash>
#include <QUrlQuery>

#include <chrono>
#include <stop_token>

namespace headway {

/// One request to a service, without whom it is for.
struct ApiRequest
{
    enum class Method { Get, Post, Put, Patch, Delete };

    Method method = Method::Get;
    QByteArray path; ///< "/api/v1/tasks"; its parts are percent-encoded already
    QUrlQuery query = {};
    QByteArray body = {};
    QByteArray contentType = "application/json"; ///< of the body
    QByteArray key = {}; ///< Idempotency-Key; empty: a new one where the service takes one
    bool needsKey = true; ///< false where it is harmless to be heard twice: no new key is made
    QByteArray lastEventId = {}; ///< Last-Event-ID; empty: none
    std::chrono::milliseconds patience = std::chrono::seconds(30); ///< for the answer
    std::stop_token stop = {}; ///< asked to stop when nobody wants the answer any more
};

/// An answer in the 200s.
struct ApiAnswer
{
    int status = 0;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; ///< by name in lower case

    friend bool operator==(const ApiAnswer &, const ApiAnswer &) = default;
};

} // namespace headway
