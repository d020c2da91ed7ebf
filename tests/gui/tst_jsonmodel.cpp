#include "ui/models/jsonmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestJsonModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersKeepTheirOrderAndText();
    void valuesAreShown_data();
    void valuesAreShown();
    void emptyContainerCannotBeUnfolded();
    void largeOneIsReadPieceByPiece();
    void depthHasNoEnd();
    void anyTextIsSurvived_data();
    void anyTextIsSurvived();
    void hostileTextIsHarmless();

private:
    QString name(int row, const QModelIndex &parent = {}) const
    {
        return m_model.index(row, JsonModel::NameColumn, parent).data().toString();
    }
    QString value(int row, const QModelIndex &parent = {}) const
    {
        return m_model.index(row, JsonModel::ValueColumn, parent).data().toString();
    }
    QModelIndex unfolded(int row, const QModelIndex &parent = {});
    void show(const QByteArray &json);

    JsonModel m_model;
    QAbstractItemModelTester m_tester{&m_model};
};

void TestJsonModel::show(const QByteArray &json)
{
    m_model.setJson(json);
    m_model.fetchMore({});
}

QModelIndex TestJsonModel::unfolded(int row, const QModelIndex &parent)
{
    const QModelIndex index = m_model.index(row, JsonModel::NameColumn, parent);
    m_model.fetchMore(index);
    return index;
}

void TestJsonModel::membersKeepTheirOrderAndText()
{
    show("{ \"z\": 1.50, \"a\": [true, null, {\"deep\": \"x\"}], \"z\": 10000000000000000001 }");
    QCOMPARE(m_model.rowCount(), 3);
    QCOMPARE(name(0), u"z"_s);
    QCOMPARE(value(0), u"1.50"_s);
    QCOMPARE(name(2), u"z"_s);
    QCOMPARE(value(2), u"10000000000000000001"_s);
    const QModelIndex items = unfolded(1);
    QCOMPARE(m_model.rowCount(items), 3);
    QCOMPARE(name(0, items), u"[0]"_s);
    QCOMPARE(value(0, items), u"true"_s);
    QCOMPARE(value(1, items), u"null"_s);
    const QModelIndex deep = unfolded(2, items);
    QCOMPARE(name(0, deep), u"deep"_s);
    QCOMPARE(m_model.parent(m_model.index(0, 0, deep)), deep);
    QCOMPARE(items.data(JsonModel::JsonRole).toString(),
             u"[\n  true,\n  null,\n  {\n    \"deep\": \"x\"\n  }\n]"_s);
}

void TestJsonModel::valuesAreShown_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("shown");

    QTest::newRow("string") << QByteArray("[\"a b\"]") << u"a b"_s;
    QTest::newRow("quotes") << QByteArray(R"(["say \"}]\" \\"])") << u"say \"}]\" \\"_s;
    QTest::newRow("line end") << QByteArray(R"(["a\nb"])") << u"a b"_s;
    QTest::newRow("code point") << QByteArray(R"(["\u00e9\ud83d\ude80"])") << u"é🚀"_s;
    QTest::newRow("number") << QByteArray("[ -1e9 ]") << u"-1e9"_s;
    QTest::newRow("object") << QByteArray("[{\"a\":1}]") << u"{ … }"_s;
    QTest::newRow("empty object") << QByteArray("[{ }]") << u"{ }"_s;
    QTest::newRow("array") << QByteArray("[[1]]") << u"[ … ]"_s;
    QTest::newRow("empty array") << QByteArray("[[]]") << u"[ ]"_s;
    QTest::newRow("no container") << QByteArray(" \"text\" ") << u"text"_s;
    QTest::newRow("null") << QByteArray("null") << u"null"_s;
}

void TestJsonModel::valuesAreShown()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, shown);
    show(json);
    QCOMPARE(m_model.rowCount(), 1);
    QCOMPARE(value(0), shown);
}

void TestJsonModel::emptyContainerCannotBeUnfolded()
{
    show("[{}, [], {\"a\": 1}]");
    QVERIFY(!m_model.hasChildren(m_model.index(0, 0)));
    QVERIFY(!m_model.hasChildren(m_model.index(1, 0)));
    QVERIFY(m_model.hasChildren(m_model.index(2, 0)));
    show({});
    QCOMPARE(m_model.rowCount(), 0);
}

void TestJsonModel::largeOneIsReadPieceByPiece()
{
    QByteArray json = "[0";
    for (int item = 1; item < 50'000; ++item)
        json += ',' + QByteArray::number(item);
    JsonModel model; // the tester asks for more by itself
    model.setJson(json + ']');
    QCOMPARE(model.rowCount(), 0);
    model.fetchMore({});
    QVERIFY(model.rowCount() > 0);
    QVERIFY(model.rowCount() < 1000);
    QVERIFY(model.canFetchMore({}));
    while (model.canFetchMore({}))
        model.fetchMore({});
    QCOMPARE(model.rowCount(), 50'000);
    QCOMPARE(model.index(49'999, JsonModel::ValueColumn).data().toString(), u"49999"_s);
}

void TestJsonModel::depthHasNoEnd()
{
    constexpr int depth = 50'000;
    show(QByteArray(depth, '[') + QByteArray(depth, ']'));
    QModelIndex index = unfolded(0);
    for (int level = 0; level < 5; ++level)
        index = unfolded(0, index);
    QCOMPARE(value(0, index), u"[ … ]"_s);
}

void TestJsonModel::anyTextIsSurvived_data()
{
    QTest::addColumn<QByteArray>("text");

    for (const char *text : {"", " ", "{", "[", "{\"a", "{\"a\":", "{\"a\":}", "[,,,]", "]", "}",
                             ":", "[1 2]", "{:}", "[\"\\", "[\"\\u", "{\"a\":1", "\\", "[}", "{]"})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonModel::anyTextIsSurvived()
{
    QFETCH(QByteArray, text);
    show(text);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = unfolded(row);
        (void)value(row);
        (void)index.data(JsonModel::JsonRole);
    }
}

void TestJsonModel::hostileTextIsHarmless()
{
    show(R"({"<img src=/some/fifo>": "a\u202eb", "long": ")" + QByteArray(100'000, 'x') + "\"}");
    QCOMPARE(name(0), u"<img src=/some/fifo>"_s);
    QCOMPARE(value(0), u"a\ufffdb"_s);
    QVERIFY(value(1).size() <= 301);
    QVERIFY(m_model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
}

QTEST_GUILESS_MAIN(TestJsonModel)
#include "tst_jsonmodel.moc"
