#include "core/api/query.h"

#include "core/api/requesttarget.h"
#include "core/base/utf8.h"
#include "core/model/limits.h"
#include "core/model/queryparser.h"
#include "core/wire/jsonreader.h"
#include "core/wire/time.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 anyInteger = std::numeric_limits<qint64>::max();

std::optional<QString> decoded(QByteArray text)
{
    const std::optional<QByteArray> bytes = percentDecoded(text.replace('+', ' '));
    return bytes ? std::optional(textOfUtf8(*bytes)) : std::nullopt;
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// QString would pass over blanks and a plus sign as well.
bool isWholeNumber(QStringView text)
{
    const QStringView digits = text.startsWith(u'-') ? text.sliced(1) : text;
    return !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), isAsciiDigit);
}

/// As JSON writes it, but for a sign.
bool isNumber(QStringView text)
{
    return !text.isEmpty() && isAsciiDigit(text.front()) && isAsciiDigit(text.back());
}

QList<TaskStatus> statuses(Query &query)
{
    QList<TaskStatus> found;
    const QString words = query.text(u"status"_s).value_or(QString());
    if (words.isEmpty())
        return found;
    for (const QString &word : words.split(u',')) {
        const std::optional<TaskStatus> status = taskStatusFromWord(word);
        if (!status)
            query.refuse(u"status"_s, u"has a word that is no status"_s);
        else
            found.append(*status);
    }
    return found;
}

TaskQuery search(Query &query, const QDateTime &now)
{
    const auto read = queryFromText(query.text(u"query"_s).value_or(QString()), now);
    if (const auto *mistake = std::get_if<QueryMistake>(&read)) {
        query.refuse(u"query, character %1:"_s.arg(mistake->position + 1),
                     mistake->sentence.chopped(1));
        return {};
    }
    return std::get<TaskQuery>(read);
}

} // namespace

Query::Query(const QByteArray &text)
{
    for (const QByteArray &pair : text.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decoded(equals < 0 ? pair : pair.first(equals));
        const auto value = decoded(equals < 0 ? QByteArray() : pair.sliced(equals + 1));
        if (!name || !value)
            refuse(u"The query"_s, u"has a malformed escape"_s);
        else if (m_values.contains(*name))
            refuse(wire::shownName(*name), u"is there twice"_s);
        else
            m_values.insert(*name, *value);
    }
}

std::optional<QString> Query::text(const QString &name)
{
    const auto found = m_values.constFind(name);
    return found == m_values.constEnd() ? std::nullopt : std::optional(m_values.take(name));
}

std::optional<qint64> Query::integer(const QString &name, qint64 atLeast, qint64 atMost)
{
    const std::optional<QString> digits = text(name);
    if (!digits)
        return std::nullopt;
    bool fits = false;
    const qint64 number = digits->toLongLong(&fits);
    if (isWholeNumber(*digits) && fits && number >= atLeast && number <= atMost)
        return number;
    refuse(name, u"must be a whole number from %1 to %2"_s.arg(atLeast).arg(atMost));
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> Query::duration(const QString &name,
                                                         std::chrono::milliseconds atMost)
{
    const std::optional<QString> seconds = text(name);
    if (!seconds)
        return std::nullopt;
    using Seconds = std::chrono::duration<double>;
    bool isRead = false;
    const double number = seconds->toDouble(&isRead);
    if (!isNumber(*seconds) || !isRead || !std::isfinite(number)) {
        refuse(name, u"must be a number of seconds"_s);
        return std::nullopt;
    }
    const Seconds bounded = std::min(Seconds(number), Seconds(atMost));
    return std::chrono::ceil<std::chrono::milliseconds>(bounded);
}

std::optional<QDateTime> Query::instant(const QString &name)
{
    const std::optional<QString> time = text(name);
    if (!time)
        return std::nullopt;
    std::optional<QDateTime> read = wire::fromIsoTime(*time);
    if (!read)
        refuse(name, u"must be a date and time with an offset"_s);
    return read;
}

void Query::refuse(const QString &name, const QString &what)
{
    if (!m_error)
        m_error = Error{ErrorCode::InvalidArgument, u"%1 %2."_s.arg(name, what)};
}

Result<void> Query::finish() const
{
    if (m_error)
        return *m_error;
    if (m_values.isEmpty())
        return {};
    return Error{
        ErrorCode::InvalidArgument,
        u"There is no parameter %1 here."_s.arg(wire::shownName(m_values.constBegin().key()))};
}

Result<TaskFilter> readTaskFilter(const QByteArray &text, const QDateTime &now)
{
    Query query(text);
    return readTaskFilter(query, now);
}

Result<TaskFilter> readTaskFilter(Query &query, const QDateTime &now)
{
    TaskFilter filter;
    filter.statuses = statuses(query);
    filter.kind = query.text(u"kind"_s).value_or(QString());
    if (const std::optional<QString> label = query.text(u"label"_s)) {
        filter.labelKey = label->section(u'=', 0, 0);
        filter.labelValue = label->section(u'=', 1);
        if (filter.labelKey.isEmpty() || !label->contains(u'='))
            query.refuse(u"label"_s, u"must be KEY=VALUE"_s);
    }
    filter.search = query.text(u"q"_s).value_or(QString());
    filter.query = search(query, now);
    filter.limit = static_cast<int>(
        query.integer(u"limit"_s, 1, limits::pageSizeMax).value_or(limits::pageSize));
    filter.before = query.integer(u"cursor"_s, 0, anyInteger);
    if (const std::optional<qint64> since = query.integer(u"since"_s, 0, anyInteger))
        filter.sinceRevision = static_cast<quint64>(*since);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    return filter;
}

TaskSort readTaskSort(Query &query)
{
    const std::optional<QString> word = query.text(u"sort"_s);
    if (!word)
        return {};
    const std::optional<TaskSort> sort = taskSortFromWord(*word);
    if (!sort)
        query.refuse(u"sort"_s, u"has a word that tasks are not sorted by"_s);
    return sort.value_or(TaskSort());
}

Result<std::optional<QList<quint32>>> readRows(const QByteArray &text)
{
    Query query(text);
    const std::optional<QString> words = query.text(u"rows"_s);
    if (!words)
        return std::optional<QList<quint32>>();
    QList<quint32> rows;
    for (const QString &word : words->split(u',')) {
        bool fits = false;
        rows.append(word.toUInt(&fits));
        if (!fits || !isWholeNumber(word))
            query.refuse(u"rows"_s, u"must be whole numbers, separated by commas"_s);
    }
    if (rows.size() > limits::pageSizeMax)
        query.refuse(u"rows"_s, u"must be %1 at most"_s.arg(limits::pageSizeMax));
    const Result<void> fine = query.finish();
    return fine ? Result<std::optional<QList<quint32>>>(rows) : fine.error();
}

QByteArray withCursor(const QByteArray &query, qint64 cursor)
{
    QByteArrayList pairs;
    for (const QByteArray &pair : query.split('&')) {
        if (!pair.isEmpty() && decoded(pair.split('=').constFirst()) != u"cursor"_s)
            pairs.append(pair);
    }
    pairs.append("cursor=" + QByteArray::number(cursor));
    return pairs.join('&');
}

} // namespace headway
