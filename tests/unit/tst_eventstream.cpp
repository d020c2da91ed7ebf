#include "core/api/eventchannel.h"
#include "core/api/eventstream.h"
#include "core/api/httplimits.h"
#include "core/service/authservice.h"
#include "core/service/service.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

/// A client that takes what is sent at once, or when the test says so.
class Client final : public StreamSink
{
public:
    void write(const QByteArray &bytes) override
    {
        m_written += bytes;
        m_backlog += bytes.size();
        m_mostBacklog = qMax(m_mostBacklog, m_backlog);
        if (!m_isSlow)
            take();
    }
    qint64 backlog() const override { return m_backlog; }
    void finish() override { m_isFinished = true; }

    void becomeSlow() { m_isSlow = true; }
    void take()
    {
        m_backlog = 0;
        Q_EMIT drained();
    }

    QByteArray written() const { return m_written; }
    qint64 mostBacklog() const { return m_mostBacklog; }
    bool isFinished() const { return m_isFinished; }
    quint64 newest() const { return revisions().isEmpty() ? 0 : revisions().constLast(); }
    /// Of the events so far.
    QList<quint64> revisions() const
    {
        QList<quint64> found;
        const QByteArrayList blocks = m_written.split('\n');
        for (qsizetype i = 1; i < blocks.size(); ++i) {
            if (blocks.at(i - 1).startsWith("event: "))
                found.append(blocks.at(i).sliced(4).toULongLong());
        }
        return found;
    }

private:
    QByteArray m_written;
    qint64 m_backlog = 0;
    qint64 m_mostBacklog = 0;
    bool m_isSlow = false;
    bool m_isFinished = false;
};

} // namespace

class EventStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void beginsWhereTheServiceStands();
    void pagesWaitForTheClient();
    void slowClientGetsWhatIsNewest();
    void slowClientHoldsUpNobody();
    void largeEventIsSentAlone();
    void clientThatTakesNothingIsEnded();
    void heartbeatsStandBetweenEvents();
    void deadCredentialIsToldNothing();
    void deadCredentialEndsWithoutAChange();
    void channelEndsWithItsLastStream();

private:
    std::unique_ptr<EventStream> open(Client &client, std::optional<quint64> since = {});
    Task create();
    void change(const Task &task, const QString &progress);
    /// Whatever has been asked of the store has been answered after it.
    void settle();

    HttpLimits m_limits;
    std::unique_ptr<QTemporaryDir> m_directory;
    const SystemClock m_clock{};
    std::unique_ptr<Service> m_service;
    TaskSessionPtr m_session;
    std::shared_ptr<EventChannel> m_channel;
    bool m_isAlive = true;
};

void EventStreamTest::init()
{
    m_limits = {};
    m_isAlive = true;
    m_channel.reset();
    m_session.reset();
    m_service.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    auto opened = Service::open(DataDirectory::resolve(m_directory->filePath(u"data"_s)),
                                u"owner@example.org"_s, m_clock);
    QVERIFY(opened);
    m_service = std::move(*opened);
    const Principal owner = m_service->auth().owner();
    m_session = m_service->sessionFor(owner);
    m_channel = std::make_shared<EventChannel>(m_service->changeLogFor(owner));
}

std::unique_ptr<EventStream> EventStreamTest::open(Client &client, std::optional<quint64> since)
{
    auto stream = std::make_unique<EventStream>(
        client, m_channel, [this] { return m_isAlive; }, since, m_limits);
    settle();
    return stream;
}

Task EventStreamTest::create()
{
    NewTask wanted;
    wanted.name = u"task"_s;
    return *m_session->create(wanted).result();
}

void EventStreamTest::change(const Task &task, const QString &progress)
{
    TaskUpdate update;
    update.progress = progress;
    QVERIFY(m_session->update(task.id, update).result());
}

void EventStreamTest::settle()
{
    for (int hop = 0; hop < 3; ++hop) { // a page, what it leads to, and a change on its way
        m_channel->log().since({}).waitForFinished();
        QCoreApplication::processEvents();
    }
}

void EventStreamTest::beginsWhereTheServiceStands()
{
    create();
    Client client;
    const auto stream = open(client);
    QCOMPARE(client.written(), "retry: 2000\nid: 1\n\n");
    create();
    QTRY_COMPARE(client.revisions(), QList<quint64>{2});
}

void EventStreamTest::pagesWaitForTheClient()
{
    for (int i = 0; i < 450; ++i)
        create();
    Client client;
    client.becomeSlow();
    const auto stream = open(client, 0);
    QTRY_COMPARE(client.revisions().size(), 200);
    settle();
    QCOMPARE(client.revisions().size(), 200);
    client.take();
    QTRY_COMPARE(client.revisions().size(), 400);
    settle();
    QCOMPARE(client.revisions().size(), 400);
    create(); // while it has not joined yet
    client.take();
    QTRY_COMPARE(client.revisions().size(), 451);
    client.take();
    create();
    QTRY_COMPARE(client.revisions().size(), 452);
    for (qsizetype i = 0; i < 452; ++i)
        QCOMPARE(client.revisions().at(i), quint64(i + 1));
}

void EventStreamTest::slowClientGetsWhatIsNewest()
{
    m_limits.streamBacklog = 8 * 1024;
    const Task task = create();
    Client client;
    const auto stream = open(client);
    client.becomeSlow();
    for (int i = 0; i < 100; ++i)
        change(task, QString::number(i));
    settle();
    const qsizetype before = client.revisions().size();
    QVERIFY(before < 20);
    QVERIFY(client.mostBacklog() <= m_limits.streamBacklog);
    client.take();
    QTRY_COMPARE(client.revisions().size(), before + 1);
    QCOMPARE(client.newest(), 101);
    QVERIFY(client.written().contains("\"progress\":\"99\""));
    client.take();
    change(task, u"more"_s);
    QTRY_COMPARE(client.newest(), 102);
    QCOMPARE(client.revisions().size(), before + 2);
}

void EventStreamTest::slowClientHoldsUpNobody()
{
    m_limits.streamBacklog = 8 * 1024;
    const Task task = create();
    Client slow;
    Client quick;
    const auto first = open(slow);
    const auto second = open(quick);
    slow.becomeSlow();
    for (int i = 0; i < 100; ++i)
        change(task, QString::number(i));
    QTRY_COMPARE(quick.revisions().size(), 100);
    QVERIFY(slow.revisions().size() < 20);
    first->beat();
    second->beat();
    first->beat();
    second->beat();
    QVERIFY(slow.isFinished());
    QVERIFY(!quick.isFinished());
    change(task, u"more"_s);
    QTRY_COMPARE(quick.revisions().size(), 101);
}

void EventStreamTest::largeEventIsSentAlone()
{
    m_limits.streamBacklog = 8 * 1024;
    const Task task = create();
    Client client;
    const auto stream = open(client);
    change(task, QString(4000, u'x'));
    change(task, QString(4000, u'\u00e9'));
    QTRY_COMPARE(client.newest(), 3);
}

void EventStreamTest::clientThatTakesNothingIsEnded()
{
    Client client;
    const auto stream = open(client);
    client.becomeSlow();
    create();
    QTRY_COMPARE(client.revisions().size(), 1);
    stream->beat();
    client.take();
    client.write("x");
    stream->beat();
    QVERIFY(!client.isFinished()); // it has taken something in between
    stream->beat();
    QVERIFY(client.isFinished());
    const QByteArray before = client.written();
    create();
    settle();
    QCOMPARE(client.written(), before);
}

void EventStreamTest::heartbeatsStandBetweenEvents()
{
    Client client;
    const auto stream = open(client);
    stream->beat();
    QVERIFY(client.written().endsWith("\n\n:\n\n"));
    client.becomeSlow();
    client.write("x");
    stream->beat();
    QVERIFY(client.written().endsWith("x"));
}

void EventStreamTest::deadCredentialIsToldNothing()
{
    Client client;
    const auto stream = open(client);
    const QByteArray before = client.written();
    m_isAlive = false;
    create();
    QTRY_VERIFY(client.isFinished());
    QCOMPARE(client.written(), before);

    Client late;
    const auto another = open(late, 0);
    QTRY_VERIFY(late.isFinished());
    QCOMPARE(late.written(), QByteArray());
}

void EventStreamTest::deadCredentialEndsWithoutAChange()
{
    Client client;
    const auto stream = open(client);
    stream->checkCredential();
    QVERIFY(!client.isFinished());
    m_isAlive = false;
    stream->checkCredential();
    QVERIFY(client.isFinished());
}

void EventStreamTest::channelEndsWithItsLastStream()
{
    Client client;
    auto first = open(client);
    auto second = open(client);
    const std::weak_ptr<EventChannel> channel = m_channel;
    m_channel.reset();
    first.reset();
    QVERIFY(!channel.expired());
    second.reset();
    QVERIFY(channel.expired());
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "tst_eventstream.moc"
