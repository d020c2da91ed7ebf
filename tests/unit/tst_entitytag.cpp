#include "core/api/entitytag.h"
#include "tests/support/headwith.h"

#include <QTest>

using namespace headway;
using namespace headway::test;

class EntityTagTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ifNoneMatch_data();
    void ifNoneMatch();
    void tagIsTheBodys();
    void tagThatIsKnownStays();
    void streamHasNone();
};

namespace {

Answer tagged(const QByteArray &body, const QByteArrayList &ifNoneMatch = {})
{
    return unlessKnown(withEntityTag({200, "application/json", body, {}}),
                       headWith("if-none-match", ifNoneMatch));
}

} // namespace

void EntityTagTest::ifNoneMatch_data()
{
    QTest::addColumn<QByteArrayList>("values"); // TAG in them stands for the body's
    QTest::addColumn<int>("status");

    const auto row = [](const QByteArrayList &values, int status) {
        QTest::addRow("'%s'", values.join("' '").constData()) << values << status;
    };
    row({"\"TAG\""}, 304);
    row({"W/\"TAG\""}, 304);
    row({"\"x\", \"TAG\""}, 304);
    row({"\"TAG\", \"x\""}, 304);
    row({"\"x\",\"TAG\",\"y\""}, 304);
    row({"\"x\" ,\t\"TAG\""}, 304);
    row({"W/\"x\", W/\"TAG\""}, 304);
    row({"\"x\"", "\"TAG\""}, 304);
    row({"\"TAG\"", "\"x\""}, 304);
    row({", ,\"TAG\","}, 304);
    row({"\"a,b\", \"TAG\""}, 304);
    row({"*"}, 304);

    row({}, 200);
    row({""}, 200);
    row({"\"\""}, 200);
    row({"\"x\""}, 200);
    row({"W/\"x\""}, 200);
    row({"TAG"}, 200);
    row({"'TAG'"}, 200);
    row({"\"TAG"}, 200);
    row({"TAG\""}, 200);
    row({"\"\"TAG\"\""}, 200);
    row({"\" TAG\""}, 200);
    row({"\"TAG \""}, 200);
    row({"\"xTAG\""}, 200);
    row({"\"TAGx\""}, 200);
    row({"\"TAG\";q=1"}, 200);
    row({"\"TAG\" \"x\""}, 200);
    row({"\"x\";\"TAG\""}, 200);
    row({"w/\"TAG\""}, 200);
    row({"W/ \"TAG\""}, 200);
    row({"W\"TAG\""}, 200);
    row({"W/W/\"TAG\""}, 200);
    row({"W/TAG"}, 200);
    row({"/\"TAG\""}, 200);
    row({"%22TAG%22"}, 200);
    row({"\\\"TAG\\\""}, 200);
    row({"\xef\xbb\xbf\"TAG\""}, 200);
    // Any representation is named alone. Source: RFC 9110 section 13.1.2
    row({"\"*\""}, 200);
    row({"W/*"}, 200);
    row({"**"}, 200);
    row({"*, *"}, 200);
    row({"*, \"x\""}, 200);
    row({"\"x\", *"}, 200);
    row({"\"x\"", "*"}, 200);
}

void EntityTagTest::ifNoneMatch()
{
    QFETCH(QByteArrayList, values);
    QFETCH(const int, status);

    const QByteArray quoted = tagged("body").tag;
    for (QByteArray &value : values)
        value.replace("TAG", quoted.sliced(1).chopped(1));
    const Answer answer = tagged("body", values);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, status == 304 ? QByteArray() : QByteArray("body"));
    QCOMPARE(answer.contentType.isEmpty(), status == 304);
    QCOMPARE(answer.tag, quoted); // a 304 has it too
}

void EntityTagTest::tagIsTheBodys()
{
    const QByteArray tag = tagged("body").tag;
    QCOMPARE(tagged("body").tag, tag);
    QVERIFY(tagged("Body").tag != tag);
    QVERIFY(tagged("").tag != tag);
    QVERIFY(tag.startsWith('"') && tag.endsWith('"') && tag.count('"') == 2);
    QVERIFY(!tag.contains(','));
}

void EntityTagTest::tagThatIsKnownStays()
{
    Answer answer{200, "application/json", "body", {}};
    answer.tag = "\"made before\"";
    QCOMPARE(withEntityTag(answer).tag, answer.tag);
}

void EntityTagTest::streamHasNone()
{
    Answer answer{200, "text/event-stream", {}, {}};
    answer.stream = [](StreamSink &) { return nullptr; };
    QVERIFY(withEntityTag(answer).tag.isEmpty());
    QCOMPARE(unlessKnown(withEntityTag(answer), headWith("if-none-match", {"*"})).status, 200);
}

QTEST_GUILESS_MAIN(EntityTagTest)
#include "tst_entitytag.moc"
