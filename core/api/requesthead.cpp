#include "core/api/requesthead.h"

#include "core/api/characterset.h"
#include "core/api/requesttarget.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace headway {

namespace {

using MaybeRefusal = std::optional<Refusal>;

constexpr auto noRefusal = std::nullopt;

/// Fields that say something else when there are two of them.
constexpr std::array<QByteArrayView, 9> singleFields{
    "authorization", "content-type", "content-encoding", "expect",           "idempotency-key",
    "last-event-id", "origin",       "sec-fetch-site",   "if-modified-since"};

constexpr CharacterSet
    tokenCharacters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                    "!#$%&'*+-.^_`|~");

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && tokenCharacters.holdsAll(text);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Also takes bytes beyond ASCII, as RFC 9110 section 5.5 does.
constexpr CharacterSet valueCharacters =
    CharacterSet::of([](unsigned char c) { return c == '\t' || (c >= ' ' && c != 0x7f); });

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

/// What clients send all the time, and what so takes no room of its own in each request.
constexpr std::array<QByteArrayView, 12> usualFields{
    "host",       "authorization",   "content-type",    "content-length",
    "user-agent", "accept",          "accept-encoding", "connection",
    "cookie",     "accept-language", "if-none-match",   "idempotency-key"};

/// @p name is a token, @p lower of letters and dashes: of all that may stand in a token, only a
/// capital becomes one of those.
bool isSameName(QByteArrayView name, QByteArrayView lower)
{
    constexpr char toLower = 0x20;
    return std::ranges::equal(name, lower, {},
                              [](char c) { return static_cast<char>(c | toLower); });
}

QByteArray inLowerCase(QByteArrayView name)
{
    for (const QByteArrayView usual : usualFields) {
        if (isSameName(name, usual))
            return QByteArray::fromRawData(usual.data(), usual.size());
    }
    return name.toByteArray().toLower();
}

Method methodOf(QByteArrayView word)
{
    constexpr std::array<std::pair<QByteArrayView, Method>, 6> words{{{"GET", Method::Get},
                                                                      {"HEAD", Method::Head},
                                                                      {"POST", Method::Post},
                                                                      {"PUT", Method::Put},
                                                                      {"PATCH", Method::Patch},
                                                                      {"DELETE", Method::Delete}}};
    for (const auto &[known, method] : words) {
        if (word == known)
            return method;
    }
    return Method::Other;
}

bool isVersion(QByteArrayView text)
{
    constexpr QByteArrayView form = "HTTP/1.1";
    return text.size() == form.size() && text.startsWith("HTTP/") && isDigit(text[5])
        && text[6] == '.' && isDigit(text[7]);
}

/// Reads one head line by line; finish() holds what only all lines together can tell.
class HeadReader
{
public:
    HeadReader(QByteArrayView bytes, const HttpLimits &limits)
        : m_bytes(bytes)
        , m_limits(limits)
    {
    }

    HeadVerdict read();

private:
    enum class Line { Complete, Incomplete };

    /// Takes the next line, without its CRLF, into m_line.
    Line nextLine();
    /// Why an incomplete line is already too much, or wrong.
    MaybeRefusal faultOfRest() const;
    MaybeRefusal readRequestLine();
    MaybeRefusal readField();
    MaybeRefusal finish();
    MaybeRefusal faultOfRepeated() const;
    MaybeRefusal readHost();
    MaybeRefusal readLength();
    MaybeRefusal readExpectation();
    void readConnection();

    QByteArrayView m_bytes;
    const HttpLimits &m_limits;
    qsizetype m_at = 0;
    QByteArrayView m_line;
    bool m_hasRequestLine = false;
    QByteArray m_authority; ///< of a target in absolute form
    RequestHead m_head;
};

HeadReader::Line HeadReader::nextLine()
{
    const qsizetype end = m_bytes.indexOf('\n', m_at);
    if (end < 0)
        return Line::Incomplete;
    m_line = m_bytes.sliced(m_at, end - m_at);
    m_at = end + 1;
    return Line::Complete;
}

MaybeRefusal HeadReader::faultOfRest() const
{
    const QByteArrayView rest = m_bytes.sliced(m_at);
    if (!m_hasRequestLine && rest.size() > m_limits.requestLine + 1) // its CR may be there
        return Refusal{414, "The request line is too long."};
    if (m_bytes.size() > m_limits.head)
        return Refusal{431, "The head of the request is too long."};
    if (rest.contains('\0'))
        return Refusal{400, "There is a NUL in the head of the request."};
    return noRefusal;
}

HeadVerdict HeadReader::read()
{
    if (m_bytes.startsWith("\r\n")) // RFC 9112 section 2.2: one empty line is passed over
        m_at = 2;
    while (true) {
        if (nextLine() == Line::Incomplete) {
            const MaybeRefusal fault = faultOfRest();
            return fault ? HeadVerdict(*fault) : HeadVerdict(NeedsMore{});
        }
        if (!m_line.endsWith('\r'))
            return Refusal{400, "A line of the head does not end with CR LF."};
        m_line.chop(1);
        if (m_at > m_limits.head)
            return Refusal{431, "The head of the request is too long."};
        MaybeRefusal fault;
        if (!m_hasRequestLine)
            fault = readRequestLine();
        else if (!m_line.isEmpty())
            fault = readField();
        else if (fault = finish(); !fault)
            return std::move(m_head);
        if (fault)
            return *std::move(fault);
    }
}

MaybeRefusal HeadReader::readRequestLine()
{
    if (m_line.size() > m_limits.requestLine)
        return Refusal{414, "The request line is too long."};
    const qsizetype first = m_line.indexOf(' ');
    const qsizetype last = m_line.lastIndexOf(' ');
    if (first < 0 || first == last || !isToken(m_line.first(first)))
        return Refusal{400, "The request line is not METHOD TARGET VERSION."};
    const QByteArrayView version = m_line.sliced(last + 1);
    if (!isVersion(version))
        return Refusal{400, "The request line does not end with a version of HTTP."};
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return Refusal{505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
    const auto target = readRequestTarget(m_line.sliced(first + 1, last - first - 1));
    if (!target)
        return Refusal{400, "The target of the request is malformed."};
    m_head.method = methodOf(m_line.first(first));
    m_head.path = target->path;
    m_head.query = target->query;
    m_head.isHttp10 = version == "HTTP/1.0";
    m_authority = target->authority;
    m_hasRequestLine = true;
    return noRefusal;
}

MaybeRefusal HeadReader::readField()
{
    const qsizetype colon = m_line.indexOf(':');
    if (isBlank(m_line.front()))
        return Refusal{400, "A field is folded over two lines."};
    if (colon < 0 || !isToken(m_line.first(colon)))
        return Refusal{400, "A line of the head is not NAME: VALUE."};
    const QByteArrayView value = trimmed(m_line.sliced(colon + 1));
    if (!valueCharacters.holdsAll(value))
        return Refusal{400, "There is a control character in a field."};
    if (m_head.fields.size() == m_limits.fields)
        return Refusal{431, "There are too many fields."};
    if (m_head.fields.isEmpty()) {
        constexpr qsizetype usual = 8;
        m_head.fields.reserve(usual);
    }
    m_head.fields.append({inLowerCase(m_line.first(colon)), value.toByteArray()});
    return noRefusal;
}

MaybeRefusal HeadReader::finish()
{
    m_head.size = m_at;
    if (MaybeRefusal fault = faultOfRepeated())
        return fault;
    if (MaybeRefusal fault = readHost())
        return fault;
    if (MaybeRefusal fault = readLength())
        return fault;
    if (m_head.has("upgrade"))
        return Refusal{501, "No other protocol is spoken here."};
    readConnection();
    return readExpectation();
}

MaybeRefusal HeadReader::faultOfRepeated() const
{
    for (const QByteArrayView name : singleFields) {
        if (m_head.count(name) > 1)
            return Refusal{400, "The field " + name.toByteArray() + " is there twice."};
    }
    return noRefusal;
}

MaybeRefusal HeadReader::readHost()
{
    m_head.host = m_head.value("host");
    if (m_head.count("host") != 1 || !isAuthority(m_head.host))
        return Refusal{400, "A request needs one Host field, HOST or HOST:PORT."};
    if (!m_authority.isEmpty() && m_authority.compare(m_head.host, Qt::CaseInsensitive) != 0)
        return Refusal{400, "The target names another host than the Host field."};
    return noRefusal;
}

MaybeRefusal HeadReader::readLength()
{
    const qsizetype lengths = m_head.count("content-length");
    const bool hasCoding = m_head.has("transfer-encoding");
    if (hasCoding && lengths > 0)
        return Refusal{400, "Content-Length and Transfer-Encoding exclude each other."};
    if (hasCoding)
        return Refusal{501, "A body comes with its Content-Length, in no transfer coding."};
    if (lengths == 0)
        return noRefusal;
    const QByteArray length = m_head.value("content-length");
    if (lengths > 1 || length.isEmpty() || !std::all_of(length.begin(), length.end(), isDigit))
        return Refusal{400, "Content-Length is one whole number."};
    bool fits = false;
    m_head.contentLength = length.toLongLong(&fits);
    if (!fits)
        m_head.contentLength = std::numeric_limits<qint64>::max();
    return noRefusal;
}

MaybeRefusal HeadReader::readExpectation()
{
    if (!m_head.has("expect") || m_head.isHttp10) // RFC 9110 section 10.1.1
        return noRefusal;
    if (m_head.value("expect").compare("100-continue", Qt::CaseInsensitive) != 0)
        return Refusal{417, "The only expectation that is met here is 100-continue."};
    m_head.expectsContinue = m_head.contentLength > 0;
    return noRefusal;
}

void HeadReader::readConnection()
{
    QByteArrayList options;
    for (const QByteArray &value : m_head.values("connection")) {
        for (const QByteArray &option : value.split(','))
            options.append(option.trimmed().toLower());
    }
    m_head.keepAlive =
        !options.contains("close") && (!m_head.isHttp10 || options.contains("keep-alive"));
}

} // namespace

QByteArray RequestHead::value(QByteArrayView name) const
{
    for (const Field &field : fields) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

bool RequestHead::has(QByteArrayView name) const
{
    return count(name) > 0;
}

qsizetype RequestHead::count(QByteArrayView name) const
{
    return std::count_if(fields.begin(), fields.end(),
                         [name](const Field &field) { return field.name == name; });
}

QByteArrayList RequestHead::values(QByteArrayView name) const
{
    QByteArrayList found;
    for (const Field &field : fields) {
        if (field.name == name)
            found.append(field.value);
    }
    return found;
}

HeadVerdict readRequestHead(QByteArrayView bytes, const HttpLimits &limits)
{
    return HeadReader(bytes, limits).read();
}

} // namespace headway
