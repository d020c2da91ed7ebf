#include "core/api/forwarded.h"
#include "core/api/requesthead.h"
#include "core/api/requesttarget.h"
#include "core/api/samesite.h"
#include "tests/fuzz/fuzz.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

// Heads of requests: the parser, the target's, whether a good head is ours, and what a proxy says
// in it.

using namespace headway;
using namespace headway::fuzz;
using namespace Qt::StringLiterals;

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

/// What RFC 9112 calls a head, said once more in another way: no byte of it is passed over.
void checkLines(QByteArray bytes, const RequestHead &head)
{
    static const QString token = u"[!#$%&'*+.^_`|~0-9A-Za-z-]+"_s;
    static const QRegularExpression requestLine(u"\\A"_s + token
                                                + uR"( [\x21-\x7e]+ HTTP/1\.[01]\z)"_s);
    static const QRegularExpression field(
        u"\\A("_s + token
        + uR"():[\t ]*((?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)[\t ]*\z)"_s);
    if (bytes.startsWith("\r\n"))
        bytes.remove(0, 2);
    QStringList lines = QString::fromLatin1(bytes).split(u"\r\n"_s);
    claim(lines.size() == head.fields.size() + 3, "every line is a field");
    claim(lines.takeLast().isEmpty() && lines.takeLast().isEmpty(), "an empty line ends a head");
    claim(requestLine.match(lines.takeFirst()).hasMatch(), "a request line is one");
    for (const RequestHead::Field &read : head.fields) {
        const QRegularExpressionMatch match = field.match(lines.takeFirst());
        claim(match.hasMatch(), "a field is a field");
        claim(match.captured(1).toLatin1().toLower() == read.name
                  && match.captured(2).toLatin1() == read.value,
              "a field is what was sent");
    }
}

/// The length of the body by the book: digits, counted by hand.
void checkLength(const RequestHead &head)
{
    const qint64 largest = std::numeric_limits<qint64>::max();
    qint64 length = 0;
    for (const char digit : head.value("content-length")) {
        claim(digit >= '0' && digit <= '9', "a length is of digits");
        const qint64 more = digit - '0';
        length = length > (largest - more) / 10 ? largest : length * 10 + more;
    }
    claim(!head.has("content-length") || !head.value("content-length").isEmpty(),
          "a length is of digits");
    claim(head.contentLength == length, "a body is as long as its head says");
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
    for (const char *name : {"authorization", "content-type", "origin", "sec-fetch-site", "expect"})
        claim(head.values(name).size() <= 1, "nothing is said twice");
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
    const QStringList ours{u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
    const QUrl host(u"http://"_s + QString::fromLatin1(head.host));
    claim(ours.contains(host.host()) && host.port() == ourPort, "Host is ours");
    const QUrl origin(QString::fromLatin1(head.value("origin")));
    claim(!head.has("origin") || (ours.contains(origin.host()) && origin.port() == ourPort),
          "Origin is ours");
    claim(!head.has("origin") || origin.scheme() == u"http"_s, "Origin is http");
    claim(!head.has("sec-fetch-site") || head.value("sec-fetch-site") == "none"
              || head.value("sec-fetch-site") == "same-origin",
          "no page of another site sent it");
}

/// Behind a proxy that passes a name on.
void checkProxied(const RequestHead &head)
{
    Site site;
    site.publicNames = {"tasks.example.org"};
    const bool isOurs = !refusalOfForeign(head, ourPort);
    const bool isTaken = !refusalOfForeign(head, ourPort, site, true);
    claim(isOurs == !refusalOfForeign(head, ourPort, site, false), "a proxy's names are its own");
    claim(!isOurs || isTaken, "what is ours is ours behind a proxy too");
    const QByteArray host = head.host.toLower();
    claim(isOurs || !isTaken || host == "tasks.example.org"
              || host.startsWith("tasks.example.org:"),
          "a proxy passes its names on and no others");
    claim(isOurs || !isTaken || !head.has("origin")
              || head.value("origin").toLower().endsWith("://" + host),
          "a page behind a proxy has its origin there");

    const QString client = forwardedFor(head);
    claim(client.isEmpty() || plainText(QHostAddress(client)) == client, "an address has one text");
    claim(client.isEmpty() || head.has("x-forwarded-for"), "nothing comes of nothing");
    claim(!isForwardedSecurely(head)
              || head.values("x-forwarded-proto").constLast().toLower().endsWith("https"),
          "the last word counts");
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
    checkLines(bytes.first(head.size).toByteArray(), head);
    checkLength(head);
    checkFields(head);
    checkTarget(head);
    checkForeign(head);
    checkProxied(head);

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

/// Byte after byte, as a slow client sends it: what has been said once is not taken back.
void checkBeginnings(QByteArrayView bytes, const HttpLimits &limits, const HeadVerdict &verdict)
{
    std::size_t said = 0;
    for (qsizetype size = 0; size <= bytes.size(); ++size) {
        const HeadVerdict beginning = readRequestHead(bytes.first(size), limits);
        claim(said == 0 || beginning.index() == said, "a verdict is final");
        said = beginning.index();
    }
    claim(verdict.index() == said, "all at once says the same as byte after byte");
}

void check(QByteArrayView bytes, const HttpLimits &limits)
{
    constexpr qsizetype fewEnough = 128; // for a square of them
    const HeadVerdict verdict = readRequestHead(bytes, limits);
    if (bytes.size() <= fewEnough)
        checkBeginnings(bytes, limits, verdict);
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
