#include "core/api/query.h"

#include <QTest>

#include <limits>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class QueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filterIsRead_data();
    void filterIsRead();
    void badFilterIsRefused_data();
    void badFilterIsRefused();
    void integer_data();
    void integer();
    void duration_data();
    void duration();
    void whatNobodyAskedForIsRefused();
    void firstMistakeIsTold();
    void hostileNamesAreCutInSentences_data();
    void hostileNamesAreCutInSentences();
    void cursorIsReplaced_data();
    void cursorIsReplaced();
};

namespace {

constexpr qint64 largest = std::numeric_limits<qint64>::max();

QDateTime friday()
{
    return QDateTime(QDate(2026, 11, 20), QTime(10, 30), Qt::UTC);
}

Result<TaskFilter> filterOf(const QByteArray &query)
{
    return readTaskFilter(query, friday());
}

/// What @p change makes of the filter that an empty query is.
template <typename Change>
TaskFilter filterWith(Change change)
{
    TaskFilter filter;
    change(filter);
    return filter;
}

} // namespace

void QueryTest::filterIsRead_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<TaskFilter>("filter");

    const auto row = [](const char *query, auto change) {
        QTest::addRow("'%s'", query) << QByteArray(query) << filterWith(change);
    };
    const auto statuses = [row](const char *query, const QList<TaskStatus> &expected) {
        row(query, [&](TaskFilter &filter) { filter.statuses = expected; });
    };
    const auto search = [row](const char *query, const QString &expected) {
        row(query, [&](TaskFilter &filter) { filter.search = expected; });
    };
    const auto label = [row](const char *query, const QString &key, const QString &value) {
        row(query, [&](TaskFilter &filter) {
            filter.labelKey = key;
            filter.labelValue = value;
        });
    };
    const auto limit = [row](const char *query, int expected) {
        row(query, [&](TaskFilter &filter) { filter.limit = expected; });
    };
    const auto cursor = [row](const char *query, qint64 expected) {
        row(query, [&](TaskFilter &filter) { filter.before = expected; });
    };
    const auto since = [row](const char *query, quint64 expected) {
        row(query, [&](TaskFilter &filter) { filter.sinceRevision = expected; });
    };

    for (const char *nothing : {"", "&", "&&&", "status=", "status", "kind=", "kind", "q="})
        row(nothing, [](TaskFilter &) {});
    statuses("status=pending", {TaskStatus::Pending});
    statuses("status=failed,lost", {TaskStatus::Failed, TaskStatus::Lost});
    statuses("status=failed%2Clost", {TaskStatus::Failed, TaskStatus::Lost});
    statuses("%73tatus=cancelling", {TaskStatus::Cancelling});
    row("kind=build", [](TaskFilter &filter) { filter.kind = u"build"_s; });
    row("kind=BUILD", [](TaskFilter &filter) { filter.kind = u"BUILD"_s; });
    search("q=a+b", u"a b"_s);
    search("q=a%20b", u"a b"_s);
    search("q=a%2Bb", u"a+b"_s);
    search("q=a%26limit%3D5", u"a&limit=5"_s);
    search("q=a=b", u"a=b"_s);
    search("q==", u"="_s);
    search("q=a;b", u"a;b"_s);
    search("q=a?b", u"a?b"_s);
    search("q=a%23b", u"a#b"_s);
    search("q=%25", u"%"_s);
    search("q=%2525", u"%25"_s);
    search("q=%c3%a4", u"ä"_s);
    search("q=%C3%A4", u"ä"_s);
    search("q=%F0%9F%98%80", u"😀"_s);
    search("q=%EF%BB%BFa", u"\ufeffa"_s);
    search("q=%0a%1b[31m", u"\n\x1b[31m"_s);
    search("q=%27%20OR%201=1--", u"' OR 1=1--"_s);
    search("q=%25_", u"%_"_s);
    search("&&q=a&", u"a"_s);
    label("label=a=b", u"a"_s, u"b"_s);
    label("label=a%3Db", u"a"_s, u"b"_s);
    label("label=a=", u"a"_s, QString());
    label("label=a=b=c", u"a"_s, u"b=c"_s);
    label("label=a==", u"a"_s, u"="_s);
    label("label=+=b", u" "_s, u"b"_s);
    limit("limit=1", 1);
    limit("limit=1000", 1000);
    limit("limit=0005", 5);
    limit("limit=%35", 5);
    cursor("cursor=0", 0);
    cursor("cursor=9223372036854775807", largest);
    since("since=0", 0);
    since("since=9223372036854775807", largest);
    row("query=status:failed+since:2h+%22a+b%22", [](TaskFilter &filter) {
        filter.query.statuses = {{{TaskStatus::Failed}, false}};
        filter.query.createdSince = friday().addSecs(-7200);
        filter.query.words = {{{u"a b"_s}, false}};
    });
    row("q=status:failed&query=-x", [](TaskFilter &filter) {
        filter.search = u"status:failed"_s;
        filter.query.words = {{{u"x"_s}, true}};
    });
    row("q=a&limit=5&kind=b", [](TaskFilter &filter) {
        filter.search = u"a"_s;
        filter.limit = 5;
        filter.kind = u"b"_s;
    });
}

void QueryTest::filterIsRead()
{
    QFETCH(const QByteArray, query);
    QFETCH(const TaskFilter, filter);

    const Result<TaskFilter> read = filterOf(query);
    QVERIFY2(read.isOk(), read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->statuses, filter.statuses);
    QCOMPARE(read->search, filter.search);
    QVERIFY(read->query == filter.query);
    QVERIFY(*read == filter);
}

void QueryTest::badFilterIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("told");

    const auto row = [](const char *query, const QString &told) {
        QTest::addRow("'%s'", query) << QByteArray(query) << told;
    };
    const auto escape = [row](const char *query) { row(query, u"a malformed escape"_s); };
    const auto twice = [row](const char *query) { row(query, u"is there twice"_s); };
    const auto unknown = [row](const char *query) { row(query, u"There is no parameter"_s); };
    const auto status = [row](const char *query) { row(query, u"a word that is no status"_s); };
    const auto number = [row](const char *query) { row(query, u"must be a whole number"_s); };
    const auto label = [row](const char *query) { row(query, u"must be KEY=VALUE"_s); };

    row("query=a+status:fialed",
        u"query, character 10: There is no status “fialed”. It is one of pending, processing, "
        "paused, cancelling, completed, failed, cancelled, lost, running, waiting and ended."_s);
    row("query=%22a", u"query, character 1: The quotation mark is not closed."_s);
    row("query=a%01", u"query, character 2: There is a character that cannot be searched for."_s);
    twice("query=a&query=a");
    for (const char *query : {"q=%",
                              "q=%4",
                              "q=%zz",
                              "q=%4g",
                              "q=% 41",
                              "q=%u0041",
                              "q=%-1",
                              "q=%00",
                              "q=a%00b",
                              "q=%ff",
                              "q=%c3",
                              "q=%c0%af",
                              "q=%c0%80",
                              "q=%e0%80%af",
                              "q=%ed%a0%80",
                              "q=%f4%90%80%80",
                              "q=%F5%80%80%80",
                              "q=%80",
                              "%zz=1",
                              "%00=1",
                              "%c0%af=1",
                              "q%=1",
                              "q%00"})
        escape(query);
    for (const char *query :
         {"q=a&q=b", "q=a&q=a", "q=a&q", "q&q", "q=&q=", "q=a&%71=b", "%71=a&%71=b",
          "limit=1&limit=2", "kind=a&q=b&kind=c", "status=failed&status=lost", "=a&=b"})
        twice(query);
    for (const char *query :
         {"colour=red", "Q=a", "Limit=5", "limit%20=5", "+limit=5", "limit[]=5", "=", "=5",
          "limit;q=5", "?q=a", "amp;q=a", "owner=1", "user=other@example.org", "token=hw_x",
          "access_token=hw_x", "session=x", "__proto__=1", "%ef%bb%bfq=a", "q%3Da"})
        unknown(query);
    for (const char *query :
         {"status=sleeping", "status=Pending", "status=pending,sleeping", "status=+pending",
          "status=pending+", "status=pending,+failed", "status=pending;failed", "status=,",
          "status=,failed", "status=failed,", "status=failed,,lost", "status=pending%0a",
          "status=%27", "status=0"})
        status(query);
    for (const char *query : {"limit=",
                              "limit",
                              "limit=0",
                              "limit=-0",
                              "limit=-1",
                              "limit=1001",
                              "limit=ten",
                              "limit=1.0",
                              "limit=1e2",
                              "limit=0x10",
                              "limit=+5",
                              "limit=%2B5",
                              "limit=5+",
                              "limit=5%20",
                              "limit=%095",
                              "limit=5%0a",
                              "limit=--5",
                              "limit=-",
                              "limit=5-",
                              "limit=5,6",
                              "limit=1,000",
                              "limit=1_0",
                              "limit=%d9%a5",
                              "limit=%ef%bc%95",
                              "limit=%c2%a05",
                              "limit=%e2%88%925",
                              "limit=99999999999999999999",
                              "limit=4294967297",
                              "limit=18446744073709551617",
                              "limit=NaN",
                              "limit=true",
                              "limit=null",
                              "cursor=",
                              "cursor=-1",
                              "cursor=x",
                              "cursor=1.5",
                              "cursor=+1",
                              "cursor=9223372036854775808",
                              "since=",
                              "since=-1",
                              "since=x",
                              "since=+1",
                              "since=9223372036854775808",
                              "since=2026-11-23"})
        number(query);
    for (const char *query : {"label=", "label", "label=nokey", "label==", "label==value",
                              "label=%3Dvalue", "label=a:b"})
        label(query);
}

void QueryTest::badFilterIsRefused()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QString, told);

    const Result<TaskFilter> read = filterOf(query);
    QVERIFY(!read.isOk());
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(read.error().detail.contains(told), qPrintable(read.error().detail));
    QVERIFY(read.error().detail.endsWith(u'.'));
}

void QueryTest::integer_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<qint64>("number");

    const auto row = [](const char *value, std::optional<qint64> number) {
        QTest::addRow("'%s'", value)
            << QByteArray(value) << number.has_value() << number.value_or(0);
    };
    row("0", 0);
    row("-0", 0);
    row("-5", -5);
    row("1000", 1000);
    row("007", 7);
    row("-6", std::nullopt);
    row("1001", std::nullopt);
    row("", std::nullopt);
    row("-", std::nullopt);
    row("+5", std::nullopt); // a blank and 5
    row("%2B5", std::nullopt);
    row("5+", std::nullopt);
    row("-+5", std::nullopt);
    row("1e2", std::nullopt);
    row("1.0", std::nullopt);
    row("0x5", std::nullopt);
    row("-9223372036854775809", std::nullopt);
}

void QueryTest::integer()
{
    QFETCH(const QByteArray, value);
    QFETCH(const bool, isGood);
    QFETCH(const qint64, number);

    Query query("offset=" + value);
    const std::optional<qint64> read = query.integer(u"offset"_s, -5, 1000);
    QCOMPARE(query.finish().isOk(), isGood);
    QCOMPARE(read.has_value(), isGood);
    QCOMPARE(read.value_or(0), number);
}

void QueryTest::duration_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("milliseconds"); // -1: refused

    const auto row = [](const char *value, int milliseconds) {
        QTest::addRow("'%s'", value) << QByteArray(value) << milliseconds;
    };
    row("0", 0);
    row("0.0", 0);
    row("1", 1000);
    row("1.5", 1500);
    row("0.0001", 1); // never less than was asked for
    row("00.5", 500);
    row("1e1", 10'000);
    row("1E-3", 1);
    row("60", 60'000);
    row("60.5", 60'000);
    row("1e300", 60'000);
    row("1e-300", 1);
    row("9223372036854775808", 60'000);
    for (const char *value :
         {"",    "-1",       "-0",   "-0.1",  "+1",     "%2B1", "1+",    "%201",   "nan", "NaN",
          "inf", "Infinity", "-inf", "1e400", "1e-400", "1.",   ".5",    ".",      "e5",  "1e",
          "0x1", "0x1p3",    "1,5",  "1:00",  "1s",     "PT1S", "1.5.2", "%d9%a1", "1%0a"})
        row(value, -1);
}

void QueryTest::duration()
{
    QFETCH(const QByteArray, value);
    QFETCH(const int, milliseconds);

    Query query("wait=" + value);
    const auto read = query.duration(u"wait"_s, 60s);
    QCOMPARE(query.finish().isOk(), milliseconds >= 0);
    QCOMPARE(read.has_value(), milliseconds >= 0);
    if (read)
        QCOMPARE(read->count(), milliseconds);
}

void QueryTest::whatNobodyAskedForIsRefused()
{
    QVERIFY(Query("").finish().isOk());
    QVERIFY(!Query("a=b").finish().isOk());
    Query query("a=b&c=d");
    QCOMPARE(query.text(u"a"_s), u"b"_s);
    QVERIFY(!query.finish().isOk());
    QCOMPARE(query.text(u"c"_s), u"d"_s);
    QVERIFY(query.finish().isOk());
    QVERIFY(!query.text(u"c"_s)); // it is taken
}

void QueryTest::firstMistakeIsTold()
{
    const Result<TaskFilter> read = filterOf("limit=0&cursor=x&colour=red");
    QCOMPARE(read.error().detail, u"limit must be a whole number from 1 to 1000."_s);
    QCOMPARE(filterOf("q=a&q=b&limit=0").error().detail, u"\"q\" is there twice."_s);
}

void QueryTest::hostileNamesAreCutInSentences_data()
{
    QTest::addColumn<QByteArray>("query");
    const QByteArray name(8000, 'x');
    const QByteArray faces = "x" + QByteArray("%F0%9F%98%80").repeated(500);
    QTest::newRow("long and unknown") << name;
    QTest::newRow("long and twice") << name + '&' + name;
    QTest::newRow("faces and unknown") << faces;
    QTest::newRow("faces and twice") << faces + '&' + faces;
    QTest::newRow("a place holder") << QByteArray("%251=%252");
}

void QueryTest::hostileNamesAreCutInSentences()
{
    QFETCH(const QByteArray, query);

    const Result<TaskFilter> read = filterOf(query);
    QVERIFY(!read.isOk());
    QVERIFY(read.error().detail.size() < 120);
    QVERIFY(read.error().detail.isValidUtf16());
}

void QueryTest::cursorIsReplaced_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("next");

    const auto row = [](const char *query, const char *next) {
        QTest::addRow("'%s'", query) << QByteArray(query) << QByteArray(next);
    };
    row("", "cursor=7");
    row("cursor=9", "cursor=7");
    row("cursor=9&q=a", "q=a&cursor=7");
    row("q=a&cursor=9&kind=b", "q=a&kind=b&cursor=7");
    row("q=cursor=9", "q=cursor=9&cursor=7");
    row("%63ursor=9", "cursor=7");
    row("q=a%26b&&limit=5", "q=a%26b&limit=5&cursor=7");
}

void QueryTest::cursorIsReplaced()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, next);

    QCOMPARE(withCursor(query, 7), next);
    QCOMPARE(filterOf(next)->before, 7);
}

QTEST_GUILESS_MAIN(QueryTest)
#include "tst_query.moc"
