#include "core/api/query.h"
#include "core/model/limits.h"
#include "core/model/querytext.h"
#include "tests/fuzz/fuzz.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

// What stands behind a question mark: the filter language of the list of tasks, its cursors and
// pages, and the parameters of other routes.

using namespace headway;
using namespace headway::fuzz;
using namespace Qt::StringLiterals;

namespace {

Result<TaskFilter> read(const QByteArray &query)
{
    return readTaskFilter(query, QDateTime(QDate(2026, 11, 20), QTime(10, 30), Qt::UTC));
}

void checkText(const QString &text)
{
    claim(text.isValidUtf16() && !text.contains(QChar::Null), "a text is Unicode without NUL");
}

void checkError(const Error &error)
{
    claim(error.code == ErrorCode::InvalidArgument, "a bad query is the sender's fault");
    claim(error.detail.endsWith(u'.') && error.detail.isValidUtf16(), "an error is a sentence");
    constexpr qsizetype longest = 260;
    claim(error.detail.size() < longest, "an error gives no hostile name back whole");
}

QByteArray parameter(const char *name, const QString &value)
{
    return QByteArray(name) + '=' + QUrl::toPercentEncoding(value) + '&';
}

QByteArray writtenAgain(const TaskFilter &filter)
{
    QStringList words;
    for (const TaskStatus status : filter.statuses)
        words.append(wordOf(status));
    QByteArray query = parameter("status", words.join(u',')) + parameter("kind", filter.kind)
        + parameter("q", filter.search) + parameter("query", queryText(filter.query))
        + parameter("limit", QString::number(filter.limit));
    if (!filter.labelKey.isEmpty())
        query += parameter("label", filter.labelKey + u'=' + filter.labelValue);
    if (filter.before)
        query += parameter("cursor", QString::number(*filter.before));
    if (filter.sinceRevision)
        query += parameter("since", QString::number(*filter.sinceRevision));
    return query;
}

/// @p bytes say @p filter.
void checkPairs(const QByteArray &bytes, const TaskFilter &filter)
{
    QByteArrayList pairs = bytes.split('&');
    pairs.removeAll(QByteArray());
    std::reverse(pairs.begin(), pairs.end());
    const Result<TaskFilter> reversed = read(pairs.join("&&"));
    claim(reversed.isOk() && *reversed == filter, "the order of parameters does not matter");
    for (const QByteArray &pair : pairs)
        claim(!read(bytes + '&' + pair), "no parameter is given twice");
    claim(!read(bytes + "&owner=1"), "no parameter is passed over");
}

void checkNextPage(const QByteArray &bytes, TaskFilter filter)
{
    filter.before = 7;
    const Result<TaskFilter> next = read(withCursor(bytes, 7));
    claim(next.isOk() && *next == filter, "the next page differs in its cursor alone");
}

/// Numbers by the book. @p bytes have been taken.
void checkNumbers(const QByteArray &bytes, std::optional<qint64> number)
{
    static const QRegularExpression offset(
        QRegularExpression::anchoredPattern(u"(?:.*&)?offset=(-?[0-9]+)(?:&.*)?"_s),
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = offset.match(QString::fromLatin1(bytes));
    claim(!number || bytes.contains('%') || match.captured(1).toLongLong() == *number,
          "a number is what was sent");
    claim(!number || bytes.contains('%') || match.hasMatch(), "a number is of digits");
}

void checkFilter(const QByteArray &bytes)
{
    const Result<TaskFilter> filter = read(bytes);
    if (!filter) {
        checkError(filter.error());
        return;
    }
    for (const QString &text : {filter->kind, filter->labelKey, filter->labelValue, filter->search})
        checkText(text);
    claim(filter->limit >= 1 && filter->limit <= limits::pageSizeMax, "a page is bounded");
    claim(filter->before.value_or(0) >= 0, "a cursor is not negative");
    claim(!filter->labelKey.contains(u'='), "a label's name ends with the first sign");
    const Result<TaskFilter> again = read(writtenAgain(*filter));
    claim(again.isOk() && *again == *filter, "a filter can be written again");
    checkPairs(bytes, *filter);
    checkNextPage(bytes, *filter);
}

void checkParameters(const QByteArray &bytes)
{
    constexpr std::chrono::seconds atMost(60);
    Query query(bytes);
    const auto text = query.text(u"q"_s);
    const auto number = query.integer(u"offset"_s, -5, 1000);
    const auto wait = query.duration(u"wait"_s, atMost);
    claim(!query.text(u"q"_s) || !text, "a parameter is given once");
    if (const Result<void> fine = query.finish(); !fine) {
        checkError(fine.error());
        return;
    }
    checkText(text.value_or(QString()));
    claim(number.value_or(0) >= -5 && number.value_or(0) <= 1000, "a number keeps to its range");
    claim(wait.value_or(atMost).count() >= 0 && wait.value_or(atMost) <= atMost,
          "a wait keeps to its range");
    claim(bytes.contains("wait") || bytes.contains('%') || !wait, "nothing comes of nothing");
    checkNumbers(bytes, number);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    checkFilter(bytes);
    checkParameters(bytes);
    return 0;
}
