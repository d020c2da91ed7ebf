#include "core/api/answer.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <ctime>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// With the blank line behind them.
constexpr QByteArrayView fixedHeaders = "Cache-Control: no-store\r\n"
                                        "X-Content-Type-Options: nosniff\r\n"
                                        "Content-Security-Policy: default-src 'none'; "
                                        "frame-ancestors 'none'\r\n"
                                        "X-Frame-Options: DENY\r\n"
                                        "Referrer-Policy: no-referrer\r\n"
                                        "Cross-Origin-Resource-Policy: same-origin\r\n"
                                        "\r\n";

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
    const qint64 now = std::time(nullptr);
    if (std::exchange(second, now) != now) {
        text = QLocale::c()
                   .toString(QDateTime::fromSecsSinceEpoch(now, Qt::UTC),
                             u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
                   .toLatin1();
    }
    return text;
}

QByteArrayView phraseOf(int status)
{
    for (const auto &[known, phrase] : reasons) {
        if (known == status)
            return phrase;
    }
    return {};
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
    return phraseOf(status).toByteArray();
}

QByteArray toBytes(const Answer &answer, const Envelope &envelope)
{
    constexpr qsizetype headRoom = 512;
    QByteArray bytes;
    bytes.reserve(headRoom + answer.body.size());
    bytes.append("HTTP/1.1 ").append(QByteArray::number(answer.status)).append(' ');
    bytes.append(phraseOf(answer.status)).append("\r\nDate: ").append(dateText()).append("\r\n");
    if (!answer.contentType.isEmpty())
        bytes.append("Content-Type: ").append(answer.contentType).append("\r\n");
    if (mayHaveBody(answer.status) && !answer.stream) {
        bytes.append("Content-Length: ").append(QByteArray::number(answer.body.size()));
        bytes.append("\r\n");
    }
    if (!answer.tag.isEmpty())
        bytes.append("ETag: ").append(answer.tag).append("\r\n");
    for (const auto &[name, value] : answer.headers) {
        const bool isMarked = envelope.isSecure && name == "Set-Cookie";
        bytes.append(name).append(": ").append(value).append(isMarked ? "; Secure\r\n" : "\r\n");
    }
    if (envelope.closes)
        bytes.append("Connection: close\r\n");
    else if (envelope.isHttp10)
        bytes.append("Connection: keep-alive\r\n");
    bytes.append(fixedHeaders);
    if (!envelope.isHead && mayHaveBody(answer.status))
        bytes.append(answer.body);
    return bytes;
}

} // namespace headway
