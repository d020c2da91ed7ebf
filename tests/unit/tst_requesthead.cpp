#include "core/api/requesthead.h"

#include <QTest>

using namespace headway;

namespace {

/// Stands for NeedsMore in a row, where 200 stands for a good head and another status for a
/// refusal.
constexpr int more = 0;
constexpr int good = 200;

int statusOf(const HeadVerdict &verdict)
{
    if (const auto *refusal = std::get_if<Refusal>(&verdict))
        return refusal->status;
    return std::holds_alternative<RequestHead>(verdict) ? good : more;
}

int statusOf(const QByteArray &bytes)
{
    return statusOf(readRequestHead(bytes));
}

QByteArray request(const QByteArray &line, const QByteArray &fields = {})
{
    return line + "\r\nHost: localhost:7717\r\n" + fields + "\r\n";
}

QByteArray withField(const QByteArray &field)
{
    return request("GET / HTTP/1.1", field + "\r\n");
}

QByteArray withTarget(const QByteArray &target)
{
    return request("GET " + target + " HTTP/1.1");
}

QByteArray fields(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "X-" + QByteArray::number(i) + ": 1\r\n";
    return text;
}

QByteArray repeated(const char *piece, int count)
{
    return QByteArray(piece).repeated(count);
}

RequestHead headOf(const QByteArray &bytes)
{
    const HeadVerdict verdict = readRequestHead(bytes);
    const auto *head = std::get_if<RequestHead>(&verdict);
    return head ? *head : RequestHead();
}

} // namespace

class RequestHeadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void everyBeginningOfAGoodHeadNeedsMore();
    void everyNulIsRefused();
    void everyControlByteIsRefused_data();
    void everyControlByteIsRefused();
    void isTakenApart();
    void contentLength_data();
    void contentLength();
    void keepAlive_data();
    void keepAlive();
};

void RequestHeadTest::verdict_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    const auto badRows = [](const char *where, const QByteArrayList &values, auto make) {
        for (const QByteArray &value : values)
            QTest::addRow("%s %s", where, value.constData()) << make(value) << 400;
    };
    QByteArrayList separators; // RFC 9110 section 5.6.2, but for the colon
    for (const char separator : QByteArray("\"(),/;<=>?@[\\]{}"))
        separators.append(QByteArray(1, separator));

    // Not there yet.
    row("nothing", "", more);
    row("half a line", "GET / HT", more);
    row("a line", "GET / HTTP/1.1\r\n", more);
    row("half an end", "GET / HTTP/1.1\r\nHost: a\r\n\r", more);
    row("an empty line before", "\r\n", more);
    row("an empty line and half a request", "\r\nGET / HTTP/1.1\r\nHost: a\r\n", more);

    // The request line.
    row("plain", request("GET / HTTP/1.1"), good);
    row("1.0", request("GET / HTTP/1.0"), good);
    row("one empty line before", "\r\n" + request("GET / HTTP/1.1"), good);
    row("two empty lines before", "\r\n\r\n" + request("GET / HTTP/1.1"), 400);
    row("a method nobody knows", request("BREW / HTTP/1.1"), good);
    row("a method in lower case", request("get / HTTP/1.1"), good);
    row("every token character", request("!#$%&'*+-.^_`|~9aZ / HTTP/1.1"), good);
    row("a method with a colon", request("GE:T / HTTP/1.1"), 400);
    row("a method in brackets", request("(GET) / HTTP/1.1"), 400);
    badRows("in a method:", separators,
            [](const QByteArray &separator) { return request("GE" + separator + "T / HTTP/1.1"); });
    row("no method", request("/ HTTP/1.1"), 400);
    row("a blank first", request(" GET / HTTP/1.1"), 400);
    row("no target", request("GET HTTP/1.1"), 400);
    row("an empty target", request("GET  HTTP/1.1"), 400);
    row("two blanks", request("GET  / HTTP/1.1"), 400);
    row("two blanks before the version", request("GET /  HTTP/1.1"), 400);
    row("a blank at the end", request("GET / HTTP/1.1 "), 400);
    row("tabs", request("GET\t/\tHTTP/1.1"), 400);
    row("a blank in the target", request("GET /a b HTTP/1.1"), 400);
    row("no version", request("GET /"), 400);
    row("HTTP/0.9", request("GET / HTTP/0.9"), 505);
    row("HTTP/1.2", request("GET / HTTP/1.2"), 505);
    row("HTTP/2.0", request("GET / HTTP/2.0"), 505);
    row("HTTP/9.9", request("GET / HTTP/9.9"), 505);
    row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("HTTP/1", request("GET / HTTP/1"), 400);
    row("HTTP/1.10", request("GET / HTTP/1.10"), 400);
    row("HTTP/11.1", request("GET / HTTP/11.1"), 400);
    row("HTTP/a.b", request("GET / HTTP/a.b"), 400);
    row("http in lower case", request("GET / http/1.1"), 400);
    row("another protocol", request("GET / ICAP/1.0"), 400);
    row("TLS", QByteArray::fromHex("160301020001000001fc0303") + "\r\n", 400);
    row("an answer", "HTTP/1.1 200 OK\r\n\r\n", 400);
    row("SSH", "SSH-2.0-OpenSSH_9.2\r\n", 400);
    row("SMTP", "EHLO localhost\r\n", 400);
    row("Redis", "*1\r\n$4\r\nPING\r\n", 400);
    row("a proxy's line first", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n", 400);
    row("SOCKS", QByteArray("\5\1\0", 3), 400);
    row("UTF-16", QByteArray("G\0E\0T\0", 6), 400);
    row("a byte order mark", "\xef\xbb\xbf" + request("GET / HTTP/1.1"), 400);
    row("HTTP/1.1 behind a NUL", request(QByteArray("GET /\0 HTTP/1.1", 15)), 400);
    row("a version of other digits", request("GET / HTTP/1.\xd9\xa1"), 400);
    row("a version with a sign", request("GET / HTTP/+1.1"), 400);
    row("two versions", request("GET / HTTP/1.1 HTTP/1.1"), 400);
    row("a version and a comma", request("GET / HTTP/1.1,"), 400);

    // The target.
    row("a path", withTarget("/api/v1/tasks"), good);
    row("every path character", withTarget("/-._~!$&'()*+,;=:@aZ09"), good);
    row("a query", withTarget("/a?b=c&d=%zz"), good);
    row("two question marks", withTarget("/a?b?c"), good);
    row("brackets in a query", withTarget("/a?b[]={1|2}"), good);
    row("escapes", withTarget("/%41%c3%a4"), good);
    row("an escaped slash", withTarget("/a%2Fb"), good);
    row("three bytes of UTF-8", withTarget("/%E2%82%AC"), good);
    row("four bytes of UTF-8", withTarget("/%F0%9F%98%80"), good);
    row("an escaped line end", withTarget("/a%0A"), good);
    row("absolute", withTarget("http://localhost:7717/a"), good);
    row("absolute without a path", withTarget("http://localhost:7717"), good);
    row("absolute with a query alone", withTarget("http://localhost:7717?a"), good);
    row("absolute in capitals", withTarget("HTTP://LOCALHOST:7717/a"), good);
    row("absolute, another host", withTarget("http://example.org/"), 400);
    row("absolute, another port", withTarget("http://localhost:7718/"), 400);
    row("absolute, a name before the host", withTarget("http://a@localhost:7717/"), 400);
    row("absolute, no host", withTarget("http:///a"), 400);
    row("https", withTarget("https://localhost:7717/"), 400);
    row("absolute, IPv6", "GET http://[::1]:7717/a HTTP/1.1\r\nHost: [::1]:7717\r\n\r\n", good);
    row("absolute, no port", withTarget("http://localhost/"), 400);
    row("absolute, no Host", "GET http://localhost:7717/ HTTP/1.1\r\n\r\n", 400);
    row("absolute, two Hosts", "GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    row("absolute, an address for a name", withTarget("http://127.0.0.1:7717/"), 400);
    row("absolute, a name after the host", withTarget("http://localhost:7717@example.org/"), 400);
    row("absolute, a backslash", withTarget("http://localhost:7717\\@example.org/"), 400);
    row("absolute, one slash", withTarget("http:/localhost:7717/"), 400);
    row("absolute, a fragment", withTarget("http://localhost:7717#a"), 400);
    row("absolute, escaped host", withTarget("http://local%68ost:7717/"), 400);
    row("WebSocket", withTarget("ws://localhost:7717/"), 400);
    row("a script", withTarget("javascript:alert(1)"), 400);
    row("two slashes", withTarget("//example.org/a"), good); // a path of this host
    row("dots", withTarget("/../../etc/passwd"), good); // and no route
    row("escaped dots", withTarget("/%2e%2e/%2E%2E%2fetc"), good);
    row("dots and a semicolon", withTarget("/..;/a"), good);
    row("an escaped backslash", withTarget("/..%5c"), good);
    row("an escaped percent sign", withTarget("/%252e%252e"), good);
    row("an escaped question mark", withTarget("/a%3fb"), good);
    row("an escaped version", withTarget("/%20HTTP/1.1"), good);
    row("asterisk and more", request("OPTIONS */a HTTP/1.1"), 400);
    row("asterisk and a query", request("OPTIONS *?a HTTP/1.1"), 400);
    row("a question mark alone", withTarget("?a"), 400);
    row("a file", withTarget("file:///etc/passwd"), 400);
    row("asterisk", request("OPTIONS * HTTP/1.1"), good);
    row("an authority", request("CONNECT localhost:7717 HTTP/1.1"), 400);
    row("no slash", withTarget("a"), 400);
    row("a fragment", withTarget("/a#b"), 400);
    row("a fragment in the query", withTarget("/a?b#c"), 400);
    row("half an escape", withTarget("/%4"), 400);
    row("a bare percent sign", withTarget("/%"), 400);
    row("an escape that is none", withTarget("/%zz"), 400);
    row("half an escape that is none", withTarget("/%4g"), 400);
    row("an escaped NUL", withTarget("/a%00b"), 400);
    row("an overlong slash", withTarget("/%c0%af"), 400);
    row("an overlong NUL", withTarget("/%c0%80"), 400);
    row("an overlong slash in three bytes", withTarget("/%e0%80%af"), 400);
    row("a surrogate", withTarget("/%ed%a0%80"), 400);
    row("beyond Unicode", withTarget("/%f4%90%80%80"), 400);
    row("half a character", withTarget("/%c3"), 400);
    row("a byte of no character", withTarget("/%ff"), 400);
    badRows("escapes of no character:",
            {"%c1%81", "%e0%81%81", "%f0%80%81%81", "%f8%88%80%80%80", "%fe", "%80", "%bf",
             "%e2%82", "%f0%9f%98", "%ed%bf%bf", "%c3%28", "%e2%28%a1"},
            [](const QByteArray &escapes) { return withTarget("/a" + escapes + "b"); });
    row("UTF-8 without escapes", withTarget("/\xc3\xa4"), 400);
    row("UTF-8 without escapes in the query", withTarget("/?\xc3\xa4"), 400);
    row("a quote", withTarget("/\""), 400);
    row("angle brackets", withTarget("/<a>"), 400);
    row("a backslash", withTarget("/a\\b"), 400);
    row("braces", withTarget("/{a}"), 400);
    row("a pipe", withTarget("/a|b"), 400);
    row("a caret", withTarget("/^"), 400);
    row("a backtick", withTarget("/`"), 400);
    row("an overlong dot", withTarget("/%c0%ae%c0%ae/"), 400);
    row("an overlong slash in four bytes", withTarget("/%f0%80%80%af"), 400);
    row("an escape of UTF-16", withTarget("/%u002e"), 400);
    row("an escape across the slash", withTarget("/%4/1"), 400);
    row("an escaped character without its end", withTarget("/%e2%82/"), 400);
    row("a NUL at the end", withTarget("/a%00"), 400);
    row("a NUL in the query", withTarget("/a?b=%00"), good); // a query's reader refuses it
    row("brackets in a path", withTarget("/[a]"), 400);

    // Line ends.
    row("bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400);
    row("bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n", 400);
    row("bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400);
    row("all bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400);
    row("bare LF first", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("bare CR in the request line", request("GET /\r HTTP/1.1"), 400);
    row("bare CR in a field", withField("A: b\rC: d"), 400);
    row("CR CR LF", withField("A: b\r"), 400);
    row("CR CR LF after the request line", request("GET / HTTP/1.1\r"), 400);
    row("CR alone at the end", "GET / HTTP/1.1\r\nHost: a\r\n\r", more);
    row("LF CR", "GET / HTTP/1.1\n\rHost: a\n\r\n\r", 400);
    row("CR first", "\r" + request("GET / HTTP/1.1"), 400);
    row("a blank line's CR alone", "GET / HTTP/1.1\r\nHost: a\r\n\rX: y\r\n\r\n", 400);
    row("a vertical tab for a line end", "GET / HTTP/1.1\vHost: a\r\n\r\n", 400);
    row("a form feed for a line end", withField("A: b\fC: d"), 400);
    row("NEL for a line end",
        withField("A: b\xc2\x85"
                  "C: d"),
        good); // a value goes on

    // Fields.
    row("a field", withField("A: b"), good);
    row("an empty field", withField("A:"), good);
    row("no blank after the colon", withField("A:b"), good);
    row("blanks around the value", withField("A: \t b \t "), good);
    row("a tab in a value", withField("A: b\tc"), good);
    row("Latin-1 in a value", withField("A: \xe4"), good);
    row("every token character in a name", withField("!#$%&'*+-.^_`|~9aZ: 1"), good);
    row("no colon", withField("A"), 400);
    row("a blank before the colon", withField("A : b"), 400);
    row("a tab before the colon", withField("A\t: b"), 400);
    row("no name", withField(": b"), 400);
    row("a blank in a name", withField("A B: c"), 400);
    badRows("in a name:", separators,
            [](const QByteArray &separator) { return withField("A" + separator + "B: c"); });
    row("a name in brackets", withField("(A): b"), 400);
    row("UTF-8 in a name", withField("\xc3\xa4: b"), 400);
    row("folded with a blank", withField("A: b\r\n c"), 400);
    row("folded with a tab", withField("A: b\r\n\tc"), 400);
    row("folded at once", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
    row("a blank line of blanks", withField(" "), 400);
    row("a line of a tab", withField("\t"), 400);
    row("a colon alone", withField(":"), 400);
    row("two colons", withField("A:: b"), good);
    row("a field of HTTP/2", withField(":method: GET"), 400);
    row("a blank before a name", withField(" A: b"), 400);
    row("a no-break space before the colon", withField("A\xc2\xa0: b"), 400);
    row("a vertical tab before the colon", withField("A\v: b"), 400);
    row("a quoted name", withField("\"A\": b"), 400);
    row("a name in brackets of the other kind", withField("[A]: b"), 400);
    row("a name with an equals sign", withField("A=B: c"), 400);
    row("a second request line", withField("GET /a HTTP/1.1"), 400);
    row("escaped line ends in a value", withField("A: b%0d%0aC: d"), good);

    // Host.
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("no Host with 1.0", "GET / HTTP/1.0\r\n\r\n", 400);
    row("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400);
    row("two Hosts", withField("Host: localhost:7717"), 400);
    row("two Hosts in other letters", withField("hOST: example.org"), 400);
    row("two Hosts in one", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400);
    row("a path in Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    row("a name in Host", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400);
    row("no port in Host", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400);
    row("a long port in Host", "GET / HTTP/1.1\r\nHost: a:123456\r\n\r\n", 400);
    row("an empty port in Host", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n", good);
    row("IPv6", "GET / HTTP/1.1\r\nHost: [::1]:7717\r\n\r\n", good);
    row("IPv6 without brackets", "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n", 400);
    row("half of brackets", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400);
    row("a name in brackets as Host", "GET / HTTP/1.1\r\nHost: [localhost]\r\n\r\n", 400);
    badRows("Host:",
            {"a b", "a\"b", "a<b", "a>b", "a?b", "a#b", "a\\b", "http://a", "a:-1", "a:+1", "a:1a",
             "a: 1", "a:1:1", "[::1]a", "[]"},
            [](const QByteArray &host) { return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"; });
    row("a port alone", "GET / HTTP/1.1\r\nHost: :7717\r\n\r\n", 400);
    for (const char *host : {"user@localhost:7717",
                             "user:secret@localhost",
                             "http://localhost",
                             "//localhost",
                             "localhost/",
                             "localhost?a",
                             "localhost#a",
                             "localhost\\a",
                             "local%68ost",
                             "a b",
                             "a\tb",
                             "a,b",
                             "a;b",
                             "a'b",
                             "a\"b",
                             "a*",
                             "a!",
                             "(a)",
                             "<a>",
                             "a=b",
                             "a&b",
                             "a+b",
                             "\xc3\xa4",
                             "a:+1",
                             "a:-1",
                             "a: 1",
                             "a :1",
                             "a:0x1",
                             "a:1:2",
                             "a:1.5",
                             "[::1]1",
                             "[::1] :1",
                             "[[::1]]",
                             "[]",
                             "[:",
                             "]",
                             "[::1%25lo]",
                             "[::1%lo]",
                             "[fe80::1%eth0]:1",
                             "[v1.a]",
                             "a[::1]",
                             "[::g]"})
        QTest::addRow("Host '%s'", host) << QByteArray("GET / HTTP/1.1\r\nHost: ") + host
                + "\r\n\r\n" << 400;
    for (const char *host :
         {"a-b.c_d~", "0.0.0.0", "127.1", "1", "a..b", ".", "a.", "a:0", "a:00080", "xn--4ca",
          "[::]", "[::ffff:127.0.0.1]:1"}) // whose it is, others ask
        QTest::addRow("Host '%s'", host) << QByteArray("GET / HTTP/1.1\r\nHost: ") + host
                + "\r\n\r\n" << good;

    // How long the body is.
    row("length 0", withField("Content-Length: 0"), good);
    row("length 5", withField("Content-Length: 5"), good);
    row("length with zeros before", withField("Content-Length: 0005"), good);
    row("an empty length", withField("Content-Length:"), 400);
    row("a negative length", withField("Content-Length: -1"), 400);
    row("a length with a plus", withField("Content-Length: +5"), 400);
    row("a hexadecimal length", withField("Content-Length: 0x5"), 400);
    row("a length with a letter", withField("Content-Length: 5x"), 400);
    row("a length with a fraction", withField("Content-Length: 5.0"), 400);
    row("a length with an exponent", withField("Content-Length: 1e3"), 400);
    row("a length with a blank in it", withField("Content-Length: 5 5"), 400);
    row("a list of lengths", withField("Content-Length: 5, 5"), 400);
    badRows("length",
            {"5;", "\"5\"", "'5'", "5,", ",5", "(5)", "5 ;a=b", "0b1", "5e0", "- 5", "NaN"},
            [](const QByteArray &length) { return withField("Content-Length: " + length); });
    row("two lengths", withField("Content-Length: 5\r\nContent-Length: 5"), 400);
    row("two different lengths", withField("Content-Length: 5\r\nContent-Length: 6"), 400);
    row("digits of another script", withField("Content-Length: \xd9\xa5"), 400);
    row("2^64 - 1", withField("Content-Length: 18446744073709551615"), good); // 413 by its size
    row("2^64", withField("Content-Length: 18446744073709551616"), good);
    row("chunked", withField("Transfer-Encoding: chunked"), 501);
    row("Chunked", withField("transfer-encoding: Chunked"), 501);
    row("not chunked", withField("Transfer-Encoding: notchunked"), 501);
    row("identity", withField("Transfer-Encoding: identity"), 501);
    row("an empty coding", withField("Transfer-Encoding:"), 501);
    row("two codings", withField("Transfer-Encoding: gzip, chunked"), 501);
    row("length and coding", withField("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400);
    row("coding and length", withField("Transfer-Encoding: chunked\r\nContent-Length: 5"), 400);
    row("coding with 1.0", request("GET / HTTP/1.0", "Transfer-Encoding: chunked\r\n"), 501);
    // Request smuggling: what one reader takes for a length or a coding, and another does not.
    for (const char *length :
         {"5;",  "5,",   ",5",  "5,6", "5 ,5", "\"5\"",   "'5'",       "(5)",
          "5 5", "5\t5", "5\v", "\v5", "5\f",  "5_0",     "5e0",       "0b101",
          "0o5", "05h",  "--5", "+-5", "++5",  "\u00a05", "5\xc2\xa0", "\xef\xbc\x95",
          "5\r", "5L",   "5.",  ".5",  "5/1",  "null",    "NaN",       "chunked"})
        QTest::addRow("length '%s'", length)
            << withField(QByteArray("Content-Length: ") + length) << 400;
    row("length of many zeros", withField("Content-Length: " + QByteArray(40, '0') + "5"), good);
    row("length, a blank before the colon", withField("Content-Length : 5"), 400);
    row("length, a tab before the colon", withField("Content-Length\t: 5"), 400);
    row("length, no colon", withField("Content-Length 5"), 400);
    row("length, folded", withField("Content-Length:\r\n 5"), 400);
    row("length folded into another field", withField("A: b\r\n Content-Length: 5"), 400);
    row("length behind a bare LF", withField("A: b\nContent-Length: 5"), 400);
    row("length behind a bare CR", withField("A: b\rContent-Length: 5"), 400);
    row("length in other letters twice", withField("CONTENT-LENGTH: 5\r\ncontent-length: 5"), 400);
    row("length, an empty one and another", withField("Content-Length:\r\nContent-Length: 5"), 400);
    row("length of another name", withField("X-Content-Length: 5\r\nContent_Length: 6"), good);
    row("length with 1.0", request("POST / HTTP/1.0", "Content-Length: 5\r\n"), good);
    row("length as a hop's own", withField("Connection: Content-Length\r\nContent-Length: 5"),
        good);
    for (const char *coding :
         {"x", "xchunked", "chunked, identity", "identity, chunked", "chunked;a=b",
          "chunked, chunked", "\"chunked\"", "'chunked'", "CHUNKED", "chunk", ",chunked",
          "chunked,", "gzip", "trailers", "\u00a0chunked"})
        QTest::addRow("coding '%s'", coding)
            << withField(QByteArray("Transfer-Encoding: ") + coding) << 501;
    row("coding, a blank before the colon", withField("Transfer-Encoding : chunked"), 400);
    row("coding, a tab before the colon", withField("Transfer-Encoding\t: chunked"), 400);
    row("coding, a vertical tab before it", withField("Transfer-Encoding: \vchunked"), 400);
    row("coding, a NUL before it", withField(QByteArray("Transfer-Encoding: \0chunked", 27)), 400);
    row("coding, folded", withField("Transfer-Encoding:\r\n chunked"), 400);
    row("coding folded into another field", withField("A: b\r\n Transfer-Encoding: chunked"), 400);
    row("coding behind a bare LF", withField("A: b\nTransfer-Encoding: chunked"), 400);
    row("coding behind a bare CR", withField("A: b\rTransfer-Encoding: chunked"), 400);
    row("coding twice", withField("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
        501);
    row("coding of another name", withField("Transfer_Encoding: chunked\r\nTE: trailers"), good);
    row("bad coding and length", withField("Transfer-Encoding: x\r\nContent-Length: 5"), 400);
    row("chunks behind the head",
        withField("Transfer-Encoding: chunked") + "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n", 501);
    row("a trailer announced", withField("Trailer: Content-Length"), good);

    // Other protocols and expectations.
    row("a WebSocket", withField("Connection: Upgrade\r\nUpgrade: websocket"), 501);
    row("HTTP/2 in clear", withField("Connection: Upgrade\r\nUpgrade: h2c"), 501);
    row("upgrade in Connection alone", withField("Connection: upgrade"), good);
    row("100-continue", withField("Expect: 100-continue"), good);
    row("100-Continue", withField("Expect: 100-Continue"), good);
    row("another expectation", withField("Expect: 200-ok"), 417);
    row("an empty expectation", withField("Expect:"), 417);
    row("two expectations in one", withField("Expect: 100-continue, 100-continue"), 417);
    row("an expectation with a parameter", withField("Expect: 100-continue;a=b"), 417);
    row("an upgrade to nothing", withField("Upgrade:"), 501);
    row("settings of HTTP/2", withField("HTTP2-Settings: AAMAAABkAAQAAP__"), good);
    row("another expectation with 1.0", request("GET / HTTP/1.0", "Expect: x\r\n"), good);

    // What cannot be there twice.
    for (const char *name :
         {"Authorization", "Content-Type", "Content-Encoding", "Expect", "Idempotency-Key",
          "Last-Event-ID", "Origin", "Sec-Fetch-Site", "If-Modified-Since"}) {
        const QByteArray field = QByteArray(name) + ": 100-continue";
        QTest::addRow("%s twice", name) << withField(field + "\r\n" + field) << 400;
    }
    row("Cookie twice", withField("Cookie: a=b\r\nCookie: c=d"), good);

    // How much there may be.
    const int lineRoom = 8 * 1024 - int(qstrlen("GET / HTTP/1.1"));
    row("the longest line", request("GET /" + repeated("a", lineRoom) + " HTTP/1.1"), good);
    row("a longer line", request("GET /" + repeated("a", lineRoom + 1) + " HTTP/1.1"), 414);
    row("a line with no end", "GET /" + repeated("a", 8 * 1024), 414);
    row("a long method", repeated("A", 9000) + " / HTTP/1.1\r\n", 414);
    row("as many fields as may be", request("GET / HTTP/1.1", fields(63)), good);
    row("one field more", request("GET / HTTP/1.1", fields(64)), 431);
    const int headRoom = 32 * 1024 - int(withField("A: ").size());
    row("the longest head", withField("A: " + repeated("a", headRoom)), good);
    row("a longer head", withField("A: " + repeated("a", headRoom + 1)), 431);
    row("a head with no end", "GET / HTTP/1.1\r\nA: " + repeated("a", 33 * 1024), 431);
    row("fields with no end", "GET / HTTP/1.1\r\n" + repeated("A: b\r\n", 70), 431);

    // What comes behind the head is another's business.
    row("a body of anything", withField("Content-Length: 3") + QByteArray("\0\n\xff", 3), good);
    row("another request", request("GET / HTTP/1.1") + "NONSENSE\n\n", good);
}

void RequestHeadTest::verdict()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const HeadVerdict verdict = readRequestHead(bytes);
    QCOMPARE(statusOf(verdict), status);
    if (const auto *refusal = std::get_if<Refusal>(&verdict))
        QVERIFY(refusal->why.endsWith('.'));
}

void RequestHeadTest::everyBeginningOfAGoodHeadNeedsMore()
{
    const QByteArray whole =
        request("POST /a%20b?c=d HTTP/1.1", "Content-Length: 3\r\nExpect: 100-continue\r\nX: \r\n");
    for (qsizetype size = 0; size < whole.size(); ++size)
        QCOMPARE(statusOf(whole.first(size)), more);
    QCOMPARE(statusOf(whole), good);
    QCOMPARE(headOf(whole + "abc").size, whole.size());
}

void RequestHeadTest::everyNulIsRefused()
{
    const QByteArray whole = withField("A: b");
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray bytes = whole;
        bytes.insert(at, '\0');
        QCOMPARE(statusOf(bytes), 400);
        QCOMPARE(statusOf(bytes.first(at + 1)), 400);
    }
}

void RequestHeadTest::everyControlByteIsRefused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("method") << QByteArray("G") << request("ET / HTTP/1.1");
    QTest::newRow("path") << QByteArray("GET /a") << request("b HTTP/1.1");
    QTest::newRow("query") << QByteArray("GET /a?") << request("b HTTP/1.1");
    QTest::newRow("version") << QByteArray("GET / HTTP/1") << request(".1");
    QTest::newRow("name") << QByteArray("GET / HTTP/1.1\r\nA") << QByteArray("B: c\r\n\r\n");
}

void RequestHeadTest::everyControlByteIsRefused()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    for (int byte = 0; byte <= 0x20; ++byte) {
        if (byte != '\n') // ends the line there, as tested above
            QCOMPARE(statusOf(before + static_cast<char>(byte) + after), 400);
    }
    QCOMPARE(statusOf(before + '\x7f' + after), 400);
    for (int byte = 0; byte < 0x20; ++byte) {
        if (byte != '\t' && byte != '\n')
            QCOMPARE(statusOf(withField(QByteArray("A: b") + static_cast<char>(byte) + "c")), 400);
    }
}

void RequestHeadTest::isTakenApart()
{
    const RequestHead head =
        headOf("PATCH /a%2fb?c=d%20e HTTP/1.1\r\nHost: [::1]:1\r\nCookie:a=b\r\nCookie: c=d \r\n"
               "Content-Length: 007\r\nEXPECT: 100-continue\r\n\r\n1234567");
    QCOMPARE(head.method, Method::Patch);
    QCOMPARE(head.path, "/a%2fb");
    QCOMPARE(head.query, "c=d%20e");
    QCOMPARE(head.host, "[::1]:1");
    QCOMPARE(head.contentLength, 7);
    QCOMPARE(head.values("cookie"), QByteArrayList({"a=b", "c=d"}));
    QCOMPARE(head.value("cookie"), "a=b");
    QVERIFY(head.expectsContinue);
    QVERIFY(!head.isHttp10);
    QVERIFY(!head.has("connection"));
    const RequestHead absolute = headOf(withTarget("http://localhost:7717/a?b"));
    QCOMPARE(absolute.path, "/a");
    QCOMPARE(absolute.query, "b");
    QCOMPARE(headOf(withTarget("http://localhost:7717")).path, "/");
}

void RequestHeadTest::contentLength_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("length");
    const qint64 beyond = std::numeric_limits<qint64>::max();
    QTest::newRow("0") << QByteArray("0") << qint64{0};
    QTest::newRow("10 GB") << QByteArray("10737418240") << qint64{10737418240};
    QTest::newRow("2^63 - 1") << QByteArray("9223372036854775807") << beyond;
    QTest::newRow("2^63") << QByteArray("9223372036854775808") << beyond;
    QTest::newRow("2^64 + 5") << QByteArray("18446744073709551621") << beyond;
    QTest::newRow("a hundred nines") << QByteArray(100, '9') << beyond;
}

void RequestHeadTest::contentLength()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, length);
    QCOMPARE(headOf(withField("Content-Length: " + text)).contentLength, length);
}

void RequestHeadTest::keepAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("stays");
    const auto row = [](const char *version, const char *field, bool stays) {
        QTest::addRow("%s %s", version, QByteArray(field).trimmed().constData())
            << QByteArray(version) << QByteArray(field) << stays;
    };
    row("HTTP/1.1", "", true);
    row("HTTP/1.1", "Connection: close\r\n", false);
    row("HTTP/1.1", "Connection: CLOSE\r\n", false);
    row("HTTP/1.1", "Connection: keep-alive\r\n", true);
    row("HTTP/1.1", "Connection: a, close , b\r\n", false);
    row("HTTP/1.1", "Connection: a\r\nConnection: close\r\n", false);
    row("HTTP/1.1", "Connection: closed\r\n", true);
    row("HTTP/1.0", "", false);
    row("HTTP/1.0", "Connection: Keep-Alive\r\n", true);
    row("HTTP/1.0", "Connection: keep-alive, close\r\n", false);
}

void RequestHeadTest::keepAlive()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, field);
    QFETCH(bool, stays);
    QCOMPARE(headOf(request("GET / " + version, field)).keepAlive, stays);
}

QTEST_GUILESS_MAIN(RequestHeadTest)
#include "tst_requesthead.moc"
