#include "core/client/eventparser.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 64; // bytes

using Blocks = QList<StreamBlock>;

struct Row
{
    const char *name;
    QByteArray bytes;
    Blocks blocks;
};

const QList<Row> rows{
    {"nothing", "", {}},
    {"an event", "event: task\nid: 7\ndata: {}\n\n", {{"task", "{}", "7"}}},
    {"no blank behind the colon", "event:task\nid:7\ndata:{}\n\n", {{"task", "{}", "7"}}},
    {"one blank only is left out", "data:  a\n\n", {{"message", " a", ""}}},
    {"a field without a colon", "data\nid\n\n", {{"message", "", ""}}},
    {"carriage returns",
     "event: a\rid: 7\rdata: x\r\rdata: y\r\r",
     {{"a", "x", "7"}, {"message", "y", "7"}}},
    {"both line ends",
     "event: a\r\nid: 7\r\ndata: x\r\n\r\ndata: y\r\n\r\n",
     {{"a", "x", "7"}, {"message", "y", "7"}}},
    {"line ends of all kinds",
     "data: x\r\ndata: y\n\rdata: z\r\r\n",
     {{"message", "x\ny", ""}, {"message", "z", ""}}},
    {"more lines of data", "data: a\ndata:\ndata: b\n\n", {{"message", "a\n\nb", ""}}},
    {"the id stays",
     "id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
     {{"message", "a", "7"}, {"message", "b", "7"}, {"message", "c", ""}}},
    {"the name does not",
     "event: a\ndata: 1\n\ndata: 2\n\n",
     {{"a", "1", ""}, {"message", "2", ""}}},
    {"a place alone", "id: 7\n\n", {{"message", "", "7"}}},
    {"a name alone", "event: a\n\ndata: b\n\n", {{"message", "b", ""}}},
    {"the last name counts", "event: a\nevent: b\ndata: 1\n\n", {{"b", "1", ""}}},
    {"an id with NUL",
     QByteArray("id: 7\n\nid: 8\0\ndata: a\n\n", 23),
     {{"message", "", "7"}, {"message", "a", "7"}}},
    {"comments", ":\n\n: a comment\n:data: a\n\n", {}},
    {"a comment within", "data: a\n: data: b\ndata: c\n\n", {{"message", "a\nc", ""}}},
    {"fields not known",
     "color: red\nData: a\n data: b\ndatas: c\ndata: d\n\n",
     {{"message", "d", ""}}},
    {"an unfinished block", "data: a\n\nevent: task\nid: 8\ndata: b\n", {{"message", "a", ""}}},
    {"an unfinished line", "data: a\n\ndata: b", {{"message", "a", ""}}},
    {"blank lines", "\n\n\r\r\n\r\ndata: a\n\n\n\n", {{"message", "a", ""}}},
    {"a byte order mark",
     "\xef\xbb\xbf"
     "data: a\n\n",
     {{"message", "a", ""}}},
    {"a mark later on",
     "\n\xef\xbb\xbf"
     "data: a\n\n",
     {}},
    {"bytes of all kinds",
     "data: \xff\xc3\x28 \xe2\x82\xac\n\n",
     {{"message", "\xff\xc3\x28 \xe2\x82\xac", ""}}},
    {"as long as may be",
     "data: " + QByteArray(58, 'a') + "\n\n",
     {{"message", QByteArray(58, 'a'), ""}}},
};

} // namespace

/// What is read of an event stream, in pieces of any size.
class EventParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksAreRead_data();
    void blocksAreRead();
    void retryIsANumber_data();
    void retryIsANumber();
    void tooMuchIsRefused_data();
    void tooMuchIsRefused();
};

void EventParserTest::blocksAreRead_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < rows.size(); ++i)
        QTest::newRow(rows.at(i).name) << i;
}

void EventParserTest::blocksAreRead()
{
    QFETCH(qsizetype, index);
    const QByteArray &bytes = rows.at(index).bytes;
    for (qsizetype piece = 1; piece <= bytes.size() + 1; ++piece) {
        EventParser parser(longest);
        Blocks blocks;
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            const Result<Blocks> read = parser.read(bytes.mid(at, piece));
            QVERIFY(read.isOk());
            blocks += *read;
        }
        QCOMPARE(blocks, rows.at(index).blocks);
    }
}

void EventParserTest::retryIsANumber_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("milliseconds"); // -1: not told

    QTest::newRow("none") << QByteArray("data: a\n\n") << qint64{-1};
    QTest::newRow("a number") << QByteArray("retry: 2000\n") << qint64{2000};
    QTest::newRow("the last") << QByteArray("retry: 1\nretry: 2\n") << qint64{2};
    QTest::newRow("zero") << QByteArray("retry: 0\n") << qint64{0};
    QTest::newRow("negative") << QByteArray("retry: -1\n") << qint64{-1};
    QTest::newRow("a fraction") << QByteArray("retry: 1.5\n") << qint64{-1};
    QTest::newRow("words") << QByteArray("retry: soon\n") << qint64{-1};
    QTest::newRow("empty") << QByteArray("retry:\n") << qint64{-1};
    QTest::newRow("beyond 64 bits") << QByteArray("retry: 99999999999999999999\n") << qint64{-1};
}

void EventParserTest::retryIsANumber()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, milliseconds);
    EventParser parser(longest);
    QVERIFY(parser.read(bytes).isOk());
    QCOMPARE(parser.retry().value_or(std::chrono::milliseconds(-1)).count(), milliseconds);
}

void EventParserTest::tooMuchIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("a line") << "data: " + QByteArray(59, 'a') + "\n\n";
    QTest::newRow("a line without an end") << "data: a\n\n" + QByteArray(65, 'a');
    QTest::newRow("a comment") << QByteArray(65, ':');
    QTest::newRow("data of many lines") << QByteArray("data: 1234567\n").repeated(9);
    QTest::newRow("data of many empty lines") << QByteArray("data\n").repeated(65);
}

void EventParserTest::tooMuchIsRefused()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype piece = 1; piece <= bytes.size(); ++piece) {
        EventParser parser(longest);
        bool isRefused = false;
        for (qsizetype at = 0; at < bytes.size() && !isRefused; at += piece)
            isRefused = !parser.read(bytes.mid(at, piece)).isOk();
        QVERIFY(isRefused);
    }
}

QTEST_GUILESS_MAIN(EventParserTest)
#include "tst_eventparser.moc"
