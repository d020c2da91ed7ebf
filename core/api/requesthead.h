#pragma once

#include "core/api/httplimits.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <variant>

namespace headway {

enum class Method { Get, Head, Post, Put, Patch, Delete, Other };

/// The request line and the fields of one request, once they have passed every check.
/// Source: RFC 9112 sections 2 to 6, and stricter where it leaves a choice.
struct RequestHead
{
    struct Field
    {
        QByteArray name; ///< in lower case
        QByteArray value; ///< without the blanks around it

        friend bool operator==(const Field &, const Field &) = default;
    };

    Method method = Method::Other;
    QByteArray path; ///< as it was sent; its escapes are well-formed UTF-8 without NUL
    QByteArray query; ///< as it was sent, without the question mark
    QByteArray host; ///< of the Host field, with the port if it has one
    QList<Field> fields;
    qint64 contentLength = 0; ///< of the body, in bytes; the largest qint64 for what is beyond it
    qsizetype size = 0; ///< of the head, in bytes, with its blank line
    bool isHttp10 = false;
    bool keepAlive = true; ///< the client wants to send another request on this connection
    bool expectsContinue = false;

    /// Of the first field with this name, which is in lower case. @return empty when there is none
    QByteArray value(QByteArrayView name) const;
    bool has(QByteArrayView name) const;
    qsizetype count(QByteArrayView name) const;
    QByteArrayList values(QByteArrayView name) const;

    friend bool operator==(const RequestHead &, const RequestHead &) = default;
};

/// Why a request is not served: an HTTP status code and a sentence for its sender.
struct Refusal
{
    int status = 400;
    QByteArray why;
};

/// The head may still become a good one.
struct NeedsMore
{
};

using HeadVerdict = std::variant<NeedsMore, Refusal, RequestHead>;

/// Reads the head at the beginning of @p bytes; what comes after it is not looked at. A fault is
/// told as soon as its line is complete.
HeadVerdict readRequestHead(QByteArrayView bytes, const HttpLimits &limits = {});

} // namespace headway
