#include "core/base/ids.h"

#include <QSet>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

static_assert(!std::is_convertible_v<TaskId, CredentialId>);
static_assert(!std::is_constructible_v<TaskId, CredentialId>);
static_assert(!std::is_convertible_v<qint64, AccountId>);

class IdsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void madeIdsAreRandomUuids();
    void textIsReadStrictly_data();
    void textIsReadStrictly();
    void bytesComeBack();
    void wrongBytesNameNothing_data();
    void wrongBytesNameNothing();
    void accountIdsCompareByRow();
};

void IdsTest::madeIdsAreRandomUuids()
{
    QSet<TaskId> ids;
    for (int i = 0; i < 1000; ++i) {
        const TaskId id = TaskId::make();
        const QString text = id.toString();
        QCOMPARE(text.size(), 36);
        QCOMPARE(text.at(14), u'4');
        QVERIFY(u"89ab"_s.contains(text.at(19)));
        QCOMPARE(TaskId::fromString(text), std::optional(id));
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 1000);
    QVERIFY(TaskId().isNull());
    QVERIFY(!ids.contains(TaskId()));
}

void IdsTest::textIsReadStrictly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    const QString id = u"6f1c2a4e-9b1d-4c3a-8f00-0123456789ab"_s;
    QTest::newRow("lower case") << id << true;
    QTest::newRow("upper case") << id.toUpper() << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("braces") << u'{' + id + u'}' << false;
    QTest::newRow("braces in 36 characters") << u'{' + id.left(34) + u'}' << false;
    QTest::newRow("no dashes") << QString(id).remove(u'-') << false;
    QTest::newRow("other dashes") << u"6f1c2a4e9-b1d-4c3a-8f00-0123456789ab"_s << false;
    QTest::newRow("a blank before") << u' ' + id << false;
    QTest::newRow("a newline after") << id + u'\n' << false;
    QTest::newRow("too short") << id.left(35) << false;
    QTest::newRow("a NUL in it") << QString(id).replace(3, 1, QChar(u'\0')) << false;
    QTest::newRow("no hexadecimal digit") << QString(id).replace(3, 1, u'g') << false;
    QTest::newRow("a full-width digit") << QString(id).replace(3, 1, QChar(u'\uff11')) << false;
    QTest::newRow("version 1") << QString(id).replace(14, 1, u'1') << false;
    QTest::newRow("version 7") << QString(id).replace(14, 1, u'7') << false;
    QTest::newRow("another variant") << QString(id).replace(19, 1, u'c') << false;
    QTest::newRow("null") << u"00000000-0000-0000-0000-000000000000"_s << false;
}

void IdsTest::textIsReadStrictly()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    const std::optional<TaskId> id = TaskId::fromString(text);
    QCOMPARE(id.has_value(), good);
    if (good)
        QCOMPARE(id->toString(), text.toLower());
}

void IdsTest::bytesComeBack()
{
    const TaskId id = TaskId::make();
    QCOMPARE(id.toBytes().size(), 16);
    QCOMPARE(TaskId::fromBytes(id.toBytes()), id);
    QCOMPARE(qHash(TaskId::fromBytes(id.toBytes())), qHash(id));
}

void IdsTest::wrongBytesNameNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("15") << QByteArray(15, 'x');
    QTest::newRow("17") << QByteArray(17, 'x');
}

void IdsTest::wrongBytesNameNothing()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(TaskId::fromBytes(bytes).isNull());
}

void IdsTest::accountIdsCompareByRow()
{
    QVERIFY(AccountId().isNull());
    QVERIFY(!AccountId(1).isNull());
    QCOMPARE(AccountId(7), AccountId(7));
    QVERIFY(AccountId(1) < AccountId(2));
}

QTEST_GUILESS_MAIN(IdsTest)
#include "tst_ids.moc"
