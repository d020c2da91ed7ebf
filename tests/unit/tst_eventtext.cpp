#include "core/api/eventtext.h"
#include "core/wire/taskjson.h"

#include <QTest>

#include <limits>

using namespace headway;
using namespace std::chrono_literals;

class EventTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void taskIsOneEvent();
    void resultStaysOnItsLine();
    void eventsAreInOrder();
    void otherBlocks();
    void revisionIsRead_data();
    void revisionIsRead();

private:
    static Task taskAt(quint64 revision)
    {
        Task task;
        task.id = TaskId::make();
        task.name = QStringLiteral("a\nb");
        task.createdAt = QDateTime(QDate(2026, 11, 23), QTime(9, 15), Qt::UTC);
        task.revision = revision;
        return task;
    }
};

void EventTextTest::taskIsOneEvent()
{
    const Task task = taskAt(7);
    QCOMPARE(eventsOf({{task}, {}}),
             QByteArrayList{"event: task\nid: 7\ndata: " + wire::toJson(task) + "\n\n"});
}

void EventTextTest::resultStaysOnItsLine()
{
    Task task = taskAt(7);
    task.result = "{\r\n  \"a\": \"x y\",\n\"b\":\r1}";
    const QByteArray event = eventsOf({{task}, {}}).constFirst();
    QCOMPARE(event.count('\n'), 4);
    QVERIFY(!event.contains('\r'));
    const Result<Task> read = wire::readTask(event.sliced(event.indexOf("data: ") + 6).chopped(2));
    QVERIFY(read);
    QCOMPARE(*read->result, "{    \"a\": \"x y\", \"b\": 1}");
}

void EventTextTest::eventsAreInOrder()
{
    const DeletedTask gone{TaskId::make(), 5};
    const QByteArrayList events = eventsOf({{taskAt(9), taskAt(3)}, {gone, {TaskId::make(), 12}}});
    QCOMPARE(events.size(), 4);
    QVERIFY(events.at(0).startsWith("event: task\nid: 3\n"));
    QCOMPARE(events.at(1),
             "event: deleted\nid: 5\ndata: {\"task_id\":\"" + gone.id.toString().toLatin1()
                 + "\"}\n\n");
    QVERIFY(events.at(2).startsWith("event: task\nid: 9\n"));
    QVERIFY(events.at(3).startsWith("event: deleted\nid: 12\n"));
}

void EventTextTest::otherBlocks()
{
    QCOMPARE(resetEvent(4), "event: reset\nid: 4\ndata: {}\n\n");
    QCOMPARE(positionBlock(4), "id: 4\n\n");
    QCOMPARE(retryLine(2s), "retry: 2000\n");
    QCOMPARE(heartbeat(), ":\n\n");
}

void EventTextTest::revisionIsRead_data()
{
    constexpr quint64 none = std::numeric_limits<quint64>::max();
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<quint64>("revision");
    QTest::newRow("zero") << QByteArray("0") << quint64(0);
    QTest::newRow("some") << QByteArray("42") << quint64(42);
    QTest::newRow("large") << QByteArray("9223372036854775808") << (quint64(1) << 63);
    for (const char *text : {"", " ", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "1,2",
                             "nonsense", "99999999999999999999", "\xd9\xa1"})
        QTest::newRow(text) << QByteArray(text) << none;
}

void EventTextTest::revisionIsRead()
{
    QFETCH(QByteArray, text);
    QTEST(revisionIn(text), "revision");
}

QTEST_GUILESS_MAIN(EventTextTest)
#include "tst_eventtext.moc"
