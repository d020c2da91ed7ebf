#include "core/api/requesthead.h"
#include "core/api/requesttarget.h"
#include "core/api/samesite.h"
#include "tests/fuzz/fuzz.h"

#include <QUrl>

#include <algorithm>

// Heads of requests: the parser, the target's, and whether a good head is ours.

using namespace headway;
using namespace headway::fuzz;

namespace {

constexpr quint16 ourPort = 7717;

bool needsMore(const HeadVerdict &verdict)
{
    return std::holds_alternative<NeedsMore>(verdict);
}

bool isRefused(const HeadVerdict &verdict)
{
    return std::holds_alternative<Refusal>(verdict);
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// A place in @p bytes that depends on all of them, so that one input is always cut alike.
qsizetype cutOf(QByteArrayView bytes)
{
    quint32 mixed = 2166136261;
    for (const char byte : bytes)
        mixed = (mixed ^ static_cast<unsigned char>(byte)) * 16777619;
    return bytes.isEmpty() ? 0 : static_cast<qsizetype>(mixed % static_cast<quint32>(bytes.size()));
}

QByteArray writtenAgain(const RequestHead &head)
{
    QByteArray bytes = "GET " + head.path + (head.query.isEmpty() ? "" : "?" + head.query)
        + (head.isHttp10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    for (const RequestHead::Field &field : head.fields)
        bytes += field.name + ':' + field.value + "\r\n";
    return bytes + "\r\n";
}

void checkFields(const RequestHead &head)
{
    for (const auto &[name, value] : head.fields) {
        claim(!name.isEmpty() && name == name.toLower() && isPrintable(name) && !name.contains(':'),
              "a field's name is a token in lower case");
        claim(value == value.trimmed(), "a field's value has no blanks around it");
        claim(std::none_of(value.begin(), value.end(),
                           [](char c) { return isControl(c) && c != '\t'; }),
              "a field's value has no control character");
    }
    claim(head.values("host") == QByteArrayList{head.host}, "there is one Host");
    claim(!head.has("transfer-encoding"), "no body comes in a transfer coding");
    claim(!head.has("upgrade"), "no other protocol is asked for");
    claim(head.values("content-length").size() == (head.has("content-length") ? 1 : 0),
          "there is at most one length");
}

void checkTarget(const RequestHead &head)
{
    const std::optional<QByteArray> path = percentDecoded(head.path);
    claim(path && !path->contains('\0') && path->isValidUtf8(), "a path is UTF-8 without NUL");
    claim(head.path.startsWith('/') || head.path == "*", "a path begins with a slash");
    claim(isPrintable(head.path) && isPrintable(head.query), "a target is printable ASCII");
    claim(!head.path.contains('?') && !(head.path + head.query).contains('#'),
          "a target is taken apart");
}

void checkForeign(const RequestHead &head)
{
    if (const std::optional<Refusal> refusal = refusalOfForeign(head, ourPort)) {
        claim(refusal->status == 403, "what is foreign is forbidden");
        return;
    }
    const QStringList ours{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
                           QStringLiteral("::1")};
    const QUrl host(QStringLiteral("http://") + QString::fromLatin1(head.host));
    claim(ours.contains(host.host()) && host.port() == ourPort, "Host is ours");
    const QUrl origin(QString::fromLatin1(head.value("origin")));
    claim(!head.has("origin") || (ours.contains(origin.host()) && origin.port() == ourPort),
          "Origin is ours");
    claim(!head.has("origin") || origin.scheme() == QStringLiteral("http"), "Origin is http");
}

void checkHead(QByteArrayView bytes, const RequestHead &head, const HttpLimits &limits)
{
    claim(head.size > 0 && head.size <= bytes.size() && head.size <= limits.head,
          "a head is as long as it may be");
    claim(bytes.first(head.size).endsWith("\r\n\r\n"), "a head ends with an empty line");
    claim(head.fields.size() <= limits.fields, "there are not too many fields");
    claim(head.contentLength >= 0, "a length is not negative");
    claim(!head.expectsContinue || (head.contentLength > 0 && !head.isHttp10),
          "only a body is waited for");
    checkFields(head);
    checkTarget(head);
    checkForeign(head);

    const HeadVerdict alone = readRequestHead(bytes.first(head.size), limits);
    claim(std::holds_alternative<RequestHead>(alone) && std::get<RequestHead>(alone) == head,
          "what comes after a head does not change it");
    claim(needsMore(readRequestHead(bytes.first(head.size - 1), limits))
              && needsMore(readRequestHead(bytes.first(cutOf(bytes.first(head.size))), limits)),
          "the beginning of a good head needs more");

    HeadVerdict verdict = readRequestHead(writtenAgain(head));
    auto *again = std::get_if<RequestHead>(&verdict);
    claim(again, "a good head can be written again");
    again->method = head.method;
    again->size = head.size;
    claim(*again == head, "and says the same then");
}

void checkRefusal(QByteArrayView bytes, const Refusal &refusal, const HttpLimits &limits)
{
    constexpr std::array known{400, 414, 417, 431, 501, 505};
    claim(std::find(known.begin(), known.end(), refusal.status) != known.end(),
          "a refusal has one of the known statuses");
    claim(refusal.why.endsWith('.') && isPrintable(QByteArray(refusal.why).replace(' ', '_')),
          "a refusal is a sentence that repeats no hostile byte");
    for (const char *more : {"x", "\n", "\r\n\r\n", " / HTTP/1.1\r\nHost: localhost\r\n\r\n"})
        claim(isRefused(readRequestHead(bytes.toByteArray() + more, limits)),
              "what is refused stays refused");
}

void check(QByteArrayView bytes, const HttpLimits &limits)
{
    const HeadVerdict verdict = readRequestHead(bytes, limits);
    if (const auto *head = std::get_if<RequestHead>(&verdict))
        checkHead(bytes, *head, limits);
    else if (const auto *refusal = std::get_if<Refusal>(&verdict))
        checkRefusal(bytes, *refusal, limits);
    else
        claim(bytes.size() <= limits.head
                  && needsMore(readRequestHead(bytes.first(cutOf(bytes)), limits)),
              "what may become good is bounded, and its beginning may too");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check(viewOf(data, size), HttpLimits());
    HttpLimits tight;
    tight.requestLine = 40;
    tight.head = 120;
    tight.fields = 4;
    check(viewOf(data, size), tight);
    return 0;
}
