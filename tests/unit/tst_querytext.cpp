#include "core/model/queryparser.h"
#include "core/model/querytext.h"
#include "core/model/querytime.h"
#include "core/model/querywords.h"

#include <QTest>
#include <QTimeZone>

using namespace headway;
using namespace Qt::StringLiterals;

/// The language of the search box, read and written.
class QueryTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchIsRead_data();
    void searchIsRead();
    void mistakeIsTold_data();
    void mistakeIsTold();
    void timeIsRead_data();
    void timeIsRead();
    void whatIsNoTimeIsRefused_data();
    void whatIsNoTimeIsRefused();
    void hostileTextIsRefused_data();
    void hostileTextIsRefused();
    void everyStatusHasItsWord();
};

namespace {

/// A Friday in a zone that is two hours ahead.
QDateTime friday()
{
    return QDateTime(QDate(2026, 11, 20), QTime(10, 30), QTimeZone(7200));
}

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

AnyOf<QString> word(const QString &text)
{
    return {{text}, false};
}

AnyOf<QString> notWord(const QString &text)
{
    return {{text}, true};
}

} // namespace

void QueryTextTest::searchIsRead_data()
{
    using enum TaskStatus;
    QTest::addColumn<QString>("text");
    QTest::addColumn<TaskQuery>("query");
    QTest::addColumn<QString>("written");

    const auto row = [](const QString &text, auto change, const QString &written = QString()) {
        TaskQuery query;
        change(query);
        QTest::addRow("%s", qPrintable(text))
            << text << query << (written.isNull() ? text : written);
    };
    const auto words = [row](const QString &text, const QList<AnyOf<QString>> &expected,
                             const QString &written = QString()) {
        row(
            text, [&](TaskQuery &query) { query.words = expected; }, written);
    };
    const auto statuses = [row](const QString &text, const QList<AnyOf<TaskStatus>> &expected,
                                const QString &written = QString()) {
        row(
            text, [&](TaskQuery &query) { query.statuses = expected; }, written);
    };
    const auto kinds = [row](const QString &text, const QList<AnyOf<QString>> &expected,
                             const QString &written = QString()) {
        row(
            text, [&](TaskQuery &query) { query.kinds = expected; }, written);
    };
    const auto labels = [row](const QString &text, const QList<AnyOf<LabelPattern>> &expected,
                              const QString &written = QString()) {
        row(
            text, [&](TaskQuery &query) { query.labels = expected; }, written);
    };

    words(u""_s, {});
    words(u" \t\n "_s, {}, u""_s);
    words(u"make"_s, {word(u"make"_s)});
    words(u"  make   all "_s, {word(u"make"_s), word(u"all"_s)}, u"make all"_s);
    words(u"-make"_s, {notWord(u"make"_s)});
    words(u"\"make all\""_s, {word(u"make all"_s)});
    words(u"-\"make all\""_s, {notWord(u"make all"_s)});
    words(u"\"\""_s, {}, u""_s);
    words(u"\"make\""_s, {word(u"make"_s)}, u"make"_s);
    words(u"\"status:failed\""_s, {word(u"status:failed"_s)});
    words(u"\"say \\\"\\\\ all\""_s, {word(u"say \"\\ all"_s)});
    words(u"\"C:\\new\""_s, {word(u"C:\\new"_s)}, u"\"C:\\\\new\""_s);
    words(u"5\"disk"_s, {word(u"5\"disk"_s)});
    words(u"a,b=c"_s, {word(u"a,b=c"_s)});
    words(u"10:30"_s, {word(u"10:30"_s)}, u"\"10:30\""_s);
    words(u"-"_s, {}, u""_s); // nothing is left out yet
    words(u"make - all -"_s, {word(u"make"_s), word(u"all"_s)}, u"make all"_s);
    words(u"\"-\""_s, {word(u"-"_s)});
    words(u"--force"_s, {word(u"--force"_s)}, u"\"--force\""_s);
    words(u"-\"-f\""_s, {notWord(u"-f"_s)});
    words(u"100% a_b * ?"_s, {word(u"100%"_s), word(u"a_b"_s), word(u"*"_s), word(u"?"_s)});
    words(u"Übung 構築 🙂"_s, {word(u"Übung"_s), word(u"構築"_s), word(u"🙂"_s)});

    statuses(u"status:failed"_s, {{{Failed}, false}});
    statuses(u"STATUS:Failed"_s, {{{Failed}, false}}, u"status:failed"_s);
    statuses(u"status:failed,lost"_s, {{{Failed, Lost}, false}});
    statuses(u"-status:failed,lost"_s, {{{Failed, Lost}, true}});
    statuses(u"status:failed status:lost"_s, {{{Failed}, false}, {{Lost}, false}});
    statuses(u"status:lost,lost"_s, {{{Lost}, false}}, u"status:lost"_s);
    statuses(u"status:running"_s, {{{Processing, Paused, Cancelling}, false}},
             u"status:processing,paused,cancelling"_s);
    statuses(u"status:waiting"_s, {{{Pending}, false}}, u"status:pending"_s);
    statuses(u"status:ended"_s, {{{Completed, Failed, Cancelled, Lost}, false}},
             u"status:completed,failed,cancelled,lost"_s);

    kinds(u"kind:build"_s, {{{u"build"_s}, false}});
    kinds(u"kind:build,\"a, b\""_s, {{{u"build"_s, u"a, b"_s}, false}});
    kinds(u"-kind:\"\""_s, {{{u""_s}, true}});
    row(u"host:lab.example.org"_s, [](TaskQuery &query) {
        query.hosts = {{{u"lab.example.org"_s}, false}};
    });

    labels(u"label:nightly"_s, {{{{u"nightly"_s, {}}}, false}});
    labels(u"-label:nightly"_s, {{{{u"nightly"_s, {}}}, true}});
    labels(u"label:branch=main"_s, {{{{u"branch"_s, u"main"_s}}, false}});
    labels(u"label:branch=main,ci"_s, {{{{u"branch"_s, u"main"_s}, {u"ci"_s, {}}}, false}});
    labels(u"label:a=b=c"_s, {{{{u"a"_s, u"b=c"_s}}, false}});
    labels(u"label:\"a=b\"=c"_s, {{{{u"a=b"_s, u"c"_s}}, false}});
    labels(u"label:\"a=b\""_s, {{{{u"a=b"_s, {}}}, false}});
    labels(u"label:a=\"b c\""_s, {{{{u"a"_s, u"b c"_s}}, false}});
    labels(u"label:a="_s, {{{{u"a"_s, u""_s}}, false}}, u"label:a=\"\""_s);

    row(
        u"since:yesterday"_s,
        [](TaskQuery &query) { query.createdSince = utc(u"2026-11-18T22:00:00Z"_s); },
        u"since:2026-11-18T22:00:00.000Z"_s);
    row(
        u"until:yesterday"_s,
        [](TaskQuery &query) { query.createdUntil = utc(u"2026-11-19T22:00:00Z"_s); },
        u"until:2026-11-19T22:00:00.000Z"_s);
    row(
        u"ended-since:2h ended-until:2026-11-20T10:00Z"_s,
        [](TaskQuery &query) {
            query.endedSince = utc(u"2026-11-20T06:30:00Z"_s);
            query.endedUntil = utc(u"2026-11-20T10:00:00Z"_s);
        },
        u"ended-since:2026-11-20T06:30:00.000Z ended-until:2026-11-20T10:00:00.000Z"_s);
    row(
        u"since:2h since:today until:today until:3d"_s, // all hold
        [](TaskQuery &query) {
            query.createdSince = utc(u"2026-11-20T06:30:00Z"_s);
            query.createdUntil = utc(u"2026-11-17T08:30:00Z"_s);
        },
        u"since:2026-11-20T06:30:00.000Z until:2026-11-17T08:30:00.000Z"_s);
    row(
        u"words status:failed \"quoted words\" -label:nightly kind:build"_s,
        [](TaskQuery &query) {
            query.statuses = {{{Failed}, false}};
            query.kinds = {{{u"build"_s}, false}};
            query.labels = {{{{u"nightly"_s, {}}}, true}};
            query.words = {word(u"words"_s), word(u"quoted words"_s)};
        },
        u"status:failed kind:build -label:nightly words \"quoted words\""_s);
}

void QueryTextTest::searchIsRead()
{
    QFETCH(const QString, text);
    QFETCH(const TaskQuery, query);
    QFETCH(const QString, written);

    const auto read = queryFromText(text, friday());
    if (const auto *mistake = std::get_if<QueryMistake>(&read))
        QFAIL(qPrintable(mistake->sentence));
    QVERIFY(std::get<TaskQuery>(read) == query);
    QCOMPARE(queryText(query), written);
    const auto again = queryFromText(written, friday().addYears(1));
    QVERIFY(std::holds_alternative<TaskQuery>(again));
    QVERIFY(std::get<TaskQuery>(again) == query);
}

void QueryTextTest::mistakeIsTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("sentence");

    const auto row = [](const QString &text, int position, int length, const QString &sentence) {
        QTest::addRow("%s", qPrintable(text.left(40))) << text << position << length << sentence;
    };
    row(u"a status:fialed"_s, 9, 6,
        u"There is no status “fialed”. It is one of pending, processing, paused, cancelling, "
        "completed, failed, cancelled, lost, running, waiting and ended."_s);
    row(u"status:failed,\"a b\""_s, 14, 5,
        u"There is no status “a b”. It is one of pending, processing, paused, cancelling, "
        "completed, failed, cancelled, lost, running, waiting and ended."_s);
    row(u"staus:failed"_s, 0, 5,
        u"There is no keyword “staus”; text with a colon stands in quotes."_s);
    row(u"https://example.org"_s, 0, 5,
        u"There is no keyword “https”; text with a colon stands in quotes."_s);
    row(u"kind:"_s, 0, 5, u"A value is missing after “kind:”."_s);
    row(u"a -kind: b"_s, 2, 6, u"A value is missing after “-kind:”."_s);
    row(u"kind:a,"_s, 0, 7, u"A value is missing after “kind:a,”."_s);
    row(u"kind:,a"_s, 0, 5, u"A value is missing after “kind:”."_s);
    row(u"a \"b c"_s, 2, 4, u"The quotation mark is not closed."_s);
    row(u"label:a=\"b\\\""_s, 8, 4, u"The quotation mark is not closed."_s);
    row(u"\"a\"b"_s, 3, 1, u"A blank is missing after the quotation mark."_s);
    row(u"kind:\"a\"b"_s, 8, 1, u"A blank is missing after the quotation mark."_s);
    row(u"since:later"_s, 6, 5,
        u"“later” is no time. It is like today, yesterday, 2h, 3d or 2026-11-20."_s);
    row(u"-since:today"_s, 0, 1, u"A time takes no minus: use “since” or “until”."_s);
    row(u"since:today,2h"_s, 12, 2, u"There can be one time only after “since:”."_s);
    row(u"a\u0007b"_s, 1, 1, u"There is a character that cannot be searched for."_s);
    row(u"kind:"_s + QString(40, u'x') + u" a:b"_s, 46, 1,
        u"There is no keyword “a”; text with a colon stands in quotes."_s);
    row(QString(40, u'x') + u":b"_s, 0, 40,
        u"There is no keyword “xxxxxxxxxxxxxxxxxxxxxxxx…”; text with a colon stands in quotes."_s);
    row(u"status:\u202efailed"_s, 7, 7,
        u"There is no status “\ufffdfailed”. It is one of pending, processing, paused, cancelling, "
        "completed, failed, cancelled, lost, running, waiting and ended."_s);
}

void QueryTextTest::mistakeIsTold()
{
    QFETCH(const QString, text);
    QFETCH(const int, position);
    QFETCH(const int, length);
    QFETCH(const QString, sentence);

    const auto read = queryFromText(text, friday());
    QVERIFY(std::holds_alternative<QueryMistake>(read));
    const auto &mistake = std::get<QueryMistake>(read);
    QCOMPARE(mistake.sentence, sentence);
    QCOMPARE(mistake.position, position);
    QCOMPARE(mistake.length, length);
}

void QueryTextTest::timeIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("end");

    const auto row = [](const QString &text, const QString &begin, const QString &end) {
        QTest::addRow("%s", qPrintable(text)) << text << begin << end;
    };
    const auto instant = [row](const QString &text, const QString &at) { row(text, at, at); };
    row(u"today"_s, u"2026-11-19T22:00:00Z"_s, u"2026-11-20T22:00:00Z"_s);
    row(u"Yesterday"_s, u"2026-11-18T22:00:00Z"_s, u"2026-11-19T22:00:00Z"_s);
    row(u"2026-02-28"_s, u"2026-02-27T22:00:00Z"_s, u"2026-02-28T22:00:00Z"_s);
    instant(u"90s"_s, u"2026-11-20T08:28:30Z"_s);
    instant(u"30m"_s, u"2026-11-20T08:00:00Z"_s);
    instant(u"2h"_s, u"2026-11-20T06:30:00Z"_s);
    instant(u"3D"_s, u"2026-11-17T08:30:00Z"_s);
    instant(u"1w"_s, u"2026-11-13T08:30:00Z"_s);
    instant(u"0s"_s, u"2026-11-20T08:30:00Z"_s);
    instant(u"2026-11-20T10:30"_s, u"2026-11-20T08:30:00Z"_s);
    instant(u"2026-11-20T10:30:15"_s, u"2026-11-20T08:30:15Z"_s);
    instant(u"2026-11-20T10:30Z"_s, u"2026-11-20T10:30:00Z"_s);
    instant(u"2026-11-20T10:30:00.000+05:30"_s, u"2026-11-20T05:00:00Z"_s);
}

void QueryTextTest::timeIsRead()
{
    QFETCH(const QString, text);
    QFETCH(const QString, begin);
    QFETCH(const QString, end);

    const auto time = queryTimeFromText(text, friday());
    QVERIFY(time);
    QCOMPARE(time->begin, utc(begin));
    QCOMPARE(time->end, utc(end));
}

void QueryTextTest::whatIsNoTimeIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "h",
                             "2",
                             "2x",
                             "-2h",
                             "+2h",
                             "2.5h",
                             "2 h",
                             "tomorrow",
                             "2026",
                             "2026-02-30",
                             "2026-13-01",
                             "26-11-20",
                             "0000-01-01",
                             "0001-01-01",
                             "10000-01-01",
                             "2026-11-20T",
                             "2026-11-20T25:00",
                             "2026-11-20 10:30",
                             "999999w",
                             "9999999s",
                             "T",
                             "12:00"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    QTest::newRow("Arabic digits") << u"٢h"_s;
    QTest::newRow("long") << u"2026-11-20T10:30:"_s + QString(100'000, u'0');
}

void QueryTextTest::whatIsNoTimeIsRefused()
{
    QFETCH(const QString, text);
    QVERIFY(!queryTimeFromText(text, friday()));
}

void QueryTextTest::hostileTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("1 MB") << QString(1024 * 1024, u'x');
    QTest::newRow("1 MB of quotes") << QString(1024 * 1024, u'"');
    QTest::newRow("1 MB of blanks") << QString(1024 * 1024, u' ');
    QTest::newRow("NUL") << u"a"_s + QChar(0) + u"b"_s;
    QTest::newRow("escape") << u"\x1b[31m"_s;
    QTest::newRow("DEL") << u"\x7f"_s;
    QTest::newRow("half a surrogate pair") << u"a"_s + QChar(0xd800);
    QTest::newRow("many words") << u"a "_s.repeated(mostQueryValues + 1);
    QTest::newRow("many values") << u"kind:a"_s + u",a"_s.repeated(mostQueryValues);
    QTest::newRow("many statuses") << u"status:ended "_s.repeated(mostQueryValues / 4 + 1);
    QTest::newRow("long once written out")
        << u"kind:"_s + QString(longestQueryText - 22, u'x') + u" since:1d until:1d"_s;
}

void QueryTextTest::hostileTextIsRefused()
{
    QFETCH(const QString, text);

    const auto read = queryFromText(text, friday());
    QVERIFY(std::holds_alternative<QueryMistake>(read));
    const auto &mistake = std::get<QueryMistake>(read);
    QVERIFY(mistake.sentence.size() < 200);
    QVERIFY(mistake.sentence.endsWith(u'.'));
    QVERIFY(mistake.sentence.isValidUtf16());
    QVERIFY(mistake.position >= 0 && mistake.position + mistake.length <= text.size());
}

void QueryTextTest::everyStatusHasItsWord()
{
    for (const QString &each : queryStatusWords())
        QVERIFY2(!queryStatuses(each).isEmpty(), qPrintable(each));
    for (const QueryKeyword keyword : allQueryKeywords)
        QCOMPARE(queryKeywordFromWord(wordOf(keyword).toUpper()), keyword);
}

QTEST_GUILESS_MAIN(QueryTextTest)
#include "tst_querytext.moc"
