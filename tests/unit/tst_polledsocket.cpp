#include "core/api/polledsocket.h"

#include <QSignalSpy>
#include <QTest>

#include <array>

#include <sys/socket.h>

using namespace headway;

class PolledSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsTooMuchStaysOutside();
    void theEndComesBehindTheLastBytes();
    void whoReadsNoFurtherHearsOfNoEnd();
    void manyBytesComeInTurns();
    void whatIsNotTakenAtOnceGoesOnLater();
    void whoHasGoneIsFoundOutBySending();
    void whoIsEndedMeanwhileIsNotTold();
    void withoutAPollItIsLost();

private:
    struct Pair
    {
        std::unique_ptr<PolledSocket> ours;
        UniqueFd theirs;
    };
    Pair connected();
    QByteArray taken() const;
    static void put(const UniqueFd &fd, const QByteArray &bytes);

    SocketPoll m_poll;
    Pair m_pair;
};

PolledSocketTest::Pair PolledSocketTest::connected()
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        qFatal("no socket pair");
    return {std::make_unique<PolledSocket>(ends[0], m_poll), UniqueFd(ends[1])};
}

void PolledSocketTest::init()
{
    m_pair = connected();
}

QByteArray PolledSocketTest::taken() const
{
    const QByteArray bytes = m_pair.ours->peek(m_pair.ours->bytesAvailable());
    m_pair.ours->skip(bytes.size());
    return bytes;
}

void PolledSocketTest::put(const UniqueFd &fd, const QByteArray &bytes)
{
    QCOMPARE(::send(fd.get(), bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL), bytes.size());
}

void PolledSocketTest::whatIsTooMuchStaysOutside()
{
    m_pair.ours->allowReading(3);
    put(m_pair.theirs, "abcdefgh");
    QTRY_COMPARE(m_pair.ours->bytesAvailable(), 4);
    m_pair.ours->skip(3);
    m_pair.ours->stopReading();
    put(m_pair.theirs, "ij");
    QTest::qWait(0);
    QCOMPARE(m_pair.ours->unread(), 0);
    m_pair.ours->allowReading(100);
    QTRY_COMPARE(m_pair.ours->bytesAvailable(), 7);
    QCOMPARE(m_pair.ours->takeButLast(2), "de");
    QCOMPARE(taken(), "efghij");
}

void PolledSocketTest::theEndComesBehindTheLastBytes()
{
    QSignalSpy came(m_pair.ours.get(), &ClientSocket::bytesCame);
    QSignalSpy lost(m_pair.ours.get(), &ClientSocket::lost);
    m_pair.ours->allowReading(100);
    put(m_pair.theirs, "last");
    QCOMPARE(::shutdown(m_pair.theirs.get(), SHUT_WR), 0);
    QTRY_COMPARE(lost.count(), 1);
    QCOMPARE(came.count(), 1);
    QCOMPARE(taken(), "last");
}

void PolledSocketTest::whoReadsNoFurtherHearsOfNoEnd()
{
    QSignalSpy came(m_pair.ours.get(), &ClientSocket::bytesCame);
    QSignalSpy lost(m_pair.ours.get(), &ClientSocket::lost);
    m_pair.ours->allowReading(100);
    put(m_pair.theirs, "request");
    QTRY_COMPARE(came.count(), 1);
    m_pair.ours->stopReading();
    QCOMPARE(::shutdown(m_pair.theirs.get(), SHUT_WR), 0);
    QTest::qWait(0);
    QVERIFY(m_pair.ours->send("answer"));
    QCOMPARE(lost.count(), 0);
    std::array<char, 16> bytes{};
    QCOMPARE(::recv(m_pair.theirs.get(), bytes.data(), bytes.size(), 0), 6);
    m_pair.ours->allowReading(100);
    QTRY_COMPARE(lost.count(), 1);
}

void PolledSocketTest::manyBytesComeInTurns()
{
    const QByteArray many(150'000, 'x');
    m_pair.ours->allowReading(many.size());
    QSignalSpy came(m_pair.ours.get(), &ClientSocket::bytesCame);
    put(m_pair.theirs, many);
    QTRY_COMPARE(m_pair.ours->bytesAvailable(), many.size());
    QVERIFY(came.count() > 1);
    QCOMPARE(taken(), many);
}

void PolledSocketTest::whatIsNotTakenAtOnceGoesOnLater()
{
    QSignalSpy sent(m_pair.ours.get(), &ClientSocket::bytesSent);
    QByteArray many;
    while (many.size() < 4'000'000)
        many += QByteArray::number(many.size()) + ' ';
    QVERIFY(!m_pair.ours->send(many));
    QVERIFY(!m_pair.ours->send("end"));
    QVERIFY(m_pair.ours->backlog() > 0);
    QByteArray got;
    std::array<char, 65536> bytes{};
    const auto read = [&] {
        for (ssize_t count = 1; count > 0; got.append(bytes.data(), qMax<ssize_t>(count, 0)))
            count = ::recv(m_pair.theirs.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
        return got.size() == many.size() + 3;
    };
    QTRY_VERIFY(read());
    QVERIFY(got == many + "end");
    QCOMPARE(m_pair.ours->backlog(), 0);
    QVERIFY(sent.count() > 0);
}

void PolledSocketTest::whoHasGoneIsFoundOutBySending()
{
    QSignalSpy lost(m_pair.ours.get(), &ClientSocket::lost);
    m_pair.theirs.reset();
    QVERIFY(!m_pair.ours->send("answer"));
    QCOMPARE(lost.count(), 1);
    QCOMPARE(m_pair.ours->backlog(), 0);
}

/// Both are told of by the same call of the system.
void PolledSocketTest::whoIsEndedMeanwhileIsNotTold()
{
    Pair other = connected();
    m_pair.ours->allowReading(100);
    other.ours->allowReading(100);
    // Who is told first is up to the system: either ends both at once.
    connect(m_pair.ours.get(), &ClientSocket::bytesCame, this, [&] { other.ours.reset(); });
    connect(other.ours.get(), &ClientSocket::bytesCame, this, [&] { m_pair.ours.reset(); });
    QSignalSpy first(m_pair.ours.get(), &ClientSocket::bytesCame);
    QSignalSpy second(other.ours.get(), &ClientSocket::bytesCame);
    put(m_pair.theirs, "x");
    put(other.theirs, "x");
    QTRY_COMPARE(first.count() + second.count(), 1);
    QTest::qWait(0);
    QCOMPARE(first.count() + second.count(), 1);
}

void PolledSocketTest::withoutAPollItIsLost()
{
    PolledSocket nothing(-1, m_poll);
    QSignalSpy lost(&nothing, &ClientSocket::lost);
    QTRY_COMPARE(lost.count(), 1);
}

QTEST_GUILESS_MAIN(PolledSocketTest)
#include "tst_polledsocket.moc"
