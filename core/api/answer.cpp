#include "core/api/answer.h"

#include <QDateTime>
#include <QLocale>

#include <array>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto fixedHeaders = "Cache-Control: no-store\r\n"
                              "X-Content-Type-Options: nosniff\r\n"
                              "Content-Security-Policy: default-src 'none'; "
                              "frame-ancestors 'none'\r\n"
                              "X-Frame-Options: DENY\r\n"
                              "Referrer-Policy: no-referrer\r\n"
                              "Cross-Origin-Resource-Policy: same-origin\r\n";

constexpr std::array<std::pair<int, const char *>, 26> reasons{{
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
}};

/// Source: RFC 9110 section 5.6.7. Made once a second.
QByteArray dateText()
{
    thread_local qint64 second = -1;
    thread_local QByteArray text;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (std::exchange(second, now.toSecsSinceEpoch()) != now.toSecsSinceEpoch())
        text = QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
    return text;
}

bool mayHaveBody(int status)
{
    return status != 204 && status != 304;
}

} // namespace

Answer jsonAnswer(const QByteArray &json, int status)
{
    return {status, "application/json", json, {}};
}

Answer emptyAnswer()
{
    return {204, {}, {}, {}};
}

QByteArray reasonPhrase(int status)
{
    for (const auto &[known, phrase] : reasons) {
        if (known == status)
            return phrase;
    }
    return {};
}

QByteArray toBytes(const Answer &answer, const Envelope &envelope)
{
    constexpr qsizetype headRoom = 512;
    QByteArray bytes;
    bytes.reserve(headRoom + answer.body.size());
    bytes += "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status)
        + "\r\nDate: " + dateText() + "\r\n";
    if (!answer.contentType.isEmpty())
        bytes += "Content-Type: " + answer.contentType + "\r\n";
    if (mayHaveBody(answer.status) && !answer.stream)
        bytes += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    for (const auto &[name, value] : answer.headers) {
        const bool isMarked = envelope.isSecure && name == "Set-Cookie";
        bytes += name + ": " + value + (isMarked ? "; Secure\r\n" : "\r\n");
    }
    if (envelope.closes)
        bytes += "Connection: close\r\n";
    else if (envelope.isHttp10)
        bytes += "Connection: keep-alive\r\n";
    bytes += fixedHeaders;
    bytes += "\r\n";
    if (!envelope.isHead && mayHaveBody(answer.status))
        bytes += answer.body;
    return bytes;
}

} // namespace headway
