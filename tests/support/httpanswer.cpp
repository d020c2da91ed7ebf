#include "tests/support/httpanswer.h"

namespace headway::test {

std::optional<HttpAnswer> takeAnswer(QByteArray &bytes, bool toHead)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    HttpAnswer answer;
    answer.head = bytes.first(end + 4);
    QByteArrayList lines = bytes.first(end).split('\n');
    answer.status = lines.takeFirst().mid(9, 3).toInt();
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        QByteArray &value = answer.headers[line.first(colon).toLower()];
        value += (value.isEmpty() ? "" : "\n") + line.sliced(colon + 1).trimmed();
    }
    const qsizetype length = toHead ? 0 : answer.headers.value("content-length").toLongLong();
    if (bytes.size() < answer.head.size() + length)
        return std::nullopt;
    answer.body = bytes.sliced(answer.head.size(), length);
    bytes.remove(0, answer.head.size() + length);
    return answer;
}

} // namespace headway::test
