#include "core/client/eventparser.h"

#include <algorithm>
#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

EventParser::EventParser(qsizetype longest)
    : m_longest(longest)
{
}

Result<QList<StreamBlock>> EventParser::read(const QByteArray &bytes)
{
    const auto isLineEnd = [](char c) { return c == '\n' || c == '\r'; };
    for (auto at = bytes.begin(); at != bytes.end();) {
        if (std::exchange(m_isAfterReturn, false) && *at == '\n') {
            ++at;
            continue;
        }
        const auto end = std::find_if(at, bytes.end(), isLineEnd);
        m_line.append(&*at, end - at);
        if (m_line.size() > m_longest)
            return Error{ErrorCode::TooLarge, u"a line of the event stream is too long"_s};
        if (end == bytes.end())
            break;
        m_isAfterReturn = *end == '\r';
        at = end + 1;
        if (const Result<void> taken = takeLine(std::exchange(m_line, {})); !taken)
            return taken.error();
    }
    return std::exchange(m_blocks, {});
}

Result<void> EventParser::takeLine(QByteArray line)
{
    if (std::exchange(m_isFirstLine, false) && line.startsWith("\xef\xbb\xbf"))
        line.remove(0, 3); // a byte order mark
    if (line.isEmpty()) {
        endBlock();
        return {};
    }
    const qsizetype colon = line.indexOf(':');
    QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    takeField(colon < 0 ? line : line.first(colon), value);
    if (m_data.size() <= m_longest)
        return {};
    return Error{ErrorCode::TooLarge, u"an event of the stream is too large"_s};
}

/// A comment is a field without a name, and passed over like any that is not known.
void EventParser::takeField(const QByteArray &name, const QByteArray &value)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (name == "event") {
        m_name = value;
    } else if (name == "data") {
        m_data += value + '\n';
    } else if (name == "id" && !value.contains('\0')) {
        m_id = value;
        m_hasId = true;
    } else if (name == "retry" && std::all_of(value.begin(), value.end(), isDigit)) {
        bool fits = false;
        if (const qint64 time = value.toLongLong(&fits); fits)
            m_retry = std::chrono::milliseconds(time);
    }
}

void EventParser::endBlock()
{
    const QByteArray name = std::exchange(m_name, {});
    QByteArray data = std::exchange(m_data, {});
    if (!std::exchange(m_hasId, false) && data.isEmpty())
        return;
    data.chop(1); // the last line feed
    m_blocks.append({name.isEmpty() ? "message" : name, data, m_id});
}

} // namespace headway
