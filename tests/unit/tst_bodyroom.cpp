#include "core/api/bodyroom.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class BodyRoomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAloneGetsHalf();
    void whoHasNothingGetsSome();
    void whatIsGivenBackIsThereAgain();
    void theFirstGetsAnything();
    void manyShareAlike();
};

void BodyRoomTest::oneAloneGetsHalf()
{
    BodyRoom room(100);
    for (int i = 0; i < 5; ++i)
        QVERIFY(room.take(u"a"_s, 10));
    QVERIFY(!room.take(u"a"_s, 10));
    QVERIFY(!room.take(u"a"_s, 1));
}

void BodyRoomTest::whoHasNothingGetsSome()
{
    BodyRoom room(100);
    while (room.take(u"a"_s, 1)) { }
    QVERIFY(room.take(u"b"_s, 25));
    QVERIFY(!room.take(u"b"_s, 1));
    QVERIFY(!room.take(u"a"_s, 1));
    QVERIFY(room.take(u"c"_s, 12));
}

void BodyRoomTest::whatIsGivenBackIsThereAgain()
{
    BodyRoom room(100);
    QVERIFY(room.take(u"a"_s, 50));
    QVERIFY(!room.take(u"b"_s, 40));
    room.giveBack(u"a"_s, 20);
    QVERIFY(!room.take(u"a"_s, 30));
    QVERIFY(room.take(u"b"_s, 35));
    room.giveBack(u"a"_s, 30);
    room.giveBack(u"b"_s, 35);
    QVERIFY(room.take(u"a"_s, 50));
}

void BodyRoomTest::theFirstGetsAnything()
{
    BodyRoom room(100);
    QVERIFY(room.take(u"a"_s, 1000));
    QVERIFY(!room.take(u"b"_s, 1));
    room.giveBack(u"a"_s, 1000);
    QVERIFY(room.take(u"b"_s, 1));
}

void BodyRoomTest::manyShareAlike()
{
    BodyRoom room(100);
    QHash<int, int> held;
    for (int i = 0; i < 400; ++i) {
        if (room.take(QString::number(i % 4), 1))
            ++held[i % 4];
    }
    for (int holder = 0; holder < 4; ++holder)
        QCOMPARE(held.value(holder), 20);
    QVERIFY(room.take(u"a newcomer"_s, 10));
}

QTEST_GUILESS_MAIN(BodyRoomTest)
#include "tst_bodyroom.moc"
