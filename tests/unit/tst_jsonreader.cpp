#include "core/wire/jsonreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace headway::wire;

using Kind = JsonValue::Kind;

class tst_JsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileTextIsRefused_data();
    void hostileTextIsRefused();
    void textOfAnyLanguageIsKept_data();
    void textOfAnyLanguageIsKept();
    void numbersAreExact_data();
    void numbersAreExact();
    void rawTextOfEveryValueIsKept_data();
    void rawTextOfEveryValueIsKept();
    void membersKeepTheirOrder();
    void depthUpToTheLimitIsTaken();
    void opaqueMemberIsCheckedButNotTakenApart();
    void longNamesAreCutInSentences();
};

namespace {

QByteArray nested(int levels)
{
    return QByteArray(levels, '[') + QByteArray(levels, ']');
}

/// An object of the members m0, m1 and so on, with @p another behind them.
QByteArray objectOf(int members, const QByteArray &another)
{
    QByteArray json = "{";
    for (int i = 0; i < members; ++i)
        json += "\"m" + QByteArray::number(i) + "\":0,";
    return json + '"' + another + "\":0}";
}

} // namespace

void tst_JsonReader::hostileTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("told");

    const auto row = [](const char *name, const QByteArray &bytes, const QString &told) {
        QTest::newRow(name) << bytes << told;
    };
    row("nothing", "", u"not valid JSON"_s);
    row("blanks", " \n", u"not valid JSON"_s);
    row("cut off", "{\"a\":1", u"not valid JSON"_s);
    row("trailing bytes", "{} {}", u"not valid JSON"_s);
    row("trailing comma", "{\"a\":1,}", u"not valid JSON"_s);
    row("comment", "{/* */}", u"not valid JSON"_s);
    row("single quotes", "{'a':1}", u"not valid JSON"_s);
    row("NaN", "[NaN]", u"not valid JSON"_s);
    row("Infinity", "[Infinity]", u"not valid JSON"_s);
    row("leading zero", "[01]", u"not valid JSON"_s);
    row("hexadecimal", "[0x1]", u"not valid JSON"_s);
    row("bare control character", "[\"a\nb\"]", u"not valid JSON"_s);
    for (const char *text : {"]",
                             "}",
                             "[",
                             "{",
                             "[1",
                             "[1,",
                             "[,]",
                             "[1,,2]",
                             "[1 2]",
                             "[1}",
                             "{]",
                             "{,}",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{\"a\" 1}",
                             "{\"a\"=1}",
                             "{\"a\":1 \"b\":2}",
                             "{\"a\":1;\"b\":2}",
                             "{a:1}",
                             "{1:1}",
                             "{null:1}",
                             "{\"a\":1}}",
                             "[]]",
                             "1 2",
                             "1,2",
                             "\"a",
                             "\"a\"b",
                             "'a'",
                             "`a`",
                             "\"\\x41\"",
                             "\"\\u12\"",
                             "\"\\u{41}\"",
                             "\"\\U00000041\"",
                             "\"\\u 041\"",
                             "\"\\'\"",
                             "\"\\\"",
                             "\"a\tb\"",
                             "\"a\rb\"",
                             "\"\x1f\"",
                             "+1",
                             "-",
                             "--1",
                             "- 1",
                             ".5",
                             "1.",
                             "1.e5",
                             "1e",
                             "1e+",
                             "1e5.5",
                             "00",
                             "-01",
                             "0x1F",
                             "1_000",
                             "1,000",
                             "1n",
                             "1f",
                             "1x",
                             "١",
                             "nul",
                             "nulls",
                             "True",
                             "TRUE",
                             "truefalse",
                             "undefined",
                             "nan",
                             "-Infinity",
                             "None",
                             "// a\n1",
                             "/* a */ 1",
                             "# a\n1",
                             "1 // a",
                             "\f1",
                             "\v1",
                             "\u00a01",
                             "1\xe2\x80\xa8",
                             "1;",
                             "\0361\n",
                             ")]}',\n{}",
                             "<a/>",
                             "a=1",
                             "---\na: 1",
                             "\x7f"})
        QTest::addRow("'%s'", text) << QByteArray(text) << u"not valid JSON"_s;
    row("repeated member", R"({"a":1,"b":2,"a":3})", u"\"a\" is there twice"_s);
    row("repeated member, escaped", R"({"a":1,"\u0061":3})", u"\"a\" is there twice"_s);
    row("repeated member, empty", R"({"":1,"":2})", u"\"\" is there twice"_s);
    row("repeated member, at once", R"({"a":1,"a":1})", u"\"a\" is there twice"_s);
    row("repeated member, null", R"({"a":null,"a":1})", u"\"a\" is there twice"_s);
    row("repeated member, a pair", R"({"\ud83d\ude00":1,"😀":2})", u"is there twice"_s);
    row("repeated member behind an object", R"({"a":{"b":{}},"c":[],"a":1})",
        u"\"a\" is there twice"_s);
    row("repeated member, deep", R"({"x":[{"a":1,"a":1}]})", u"\"a\" is there twice"_s);
    row("repeated member, the first of many", objectOf(40, "m0"), u"\"m0\" is there twice"_s);
    row("repeated member, the last of many", objectOf(40, "m39"), u"\"m39\" is there twice"_s);
    row("byte order mark", "\xef\xbb\xbf{}", u"byte order mark"_s);
    row("byte order mark alone", "\xef\xbb\xbf", u"byte order mark"_s);
    row("byte order mark after a blank", " \xef\xbb\xbf{}", u"not valid JSON"_s);
    row("UTF-16", QByteArray("\xff\xfe{\0}\0", 6), u"NUL"_s);
    row("NUL byte at the end", QByteArray("{}\0{}", 5), u"NUL"_s);
    row("NUL byte in a text", QByteArray("[\"a\0b\"]", 7), u"NUL"_s);
    row("NUL escaped in a text", R"(["a\u0000b"])", u"NUL"_s);
    row("NUL escaped in a name", R"({"a\u0000":1})", u"NUL"_s);
    row("lone high surrogate, escaped", R"(["\ud800"])", u"surrogate"_s);
    row("lone low surrogate, escaped", R"(["\udc00"])", u"surrogate"_s);
    row("high surrogate and a letter", R"(["\ud800a"])", u"surrogate"_s);
    row("two high surrogates", R"(["\ud800\ud800"])", u"surrogate"_s);
    row("lone surrogate in a name", R"({"\ud800":1})", u"surrogate"_s);
    row("low surrogate before a high one", R"(["\udc00\ud800"])", u"surrogate"_s);
    row("high surrogate and an escape", R"(["\ud800\n"])", u"surrogate"_s);
    row("high surrogate at the end", R"("\ud83d)", u"surrogate"_s);
    row("overlong NUL", "[\"\xc0\x80\"]", u"UTF-8"_s);
    row("overlong quote", "[\"\xc0\xa2\"]", u"UTF-8"_s);
    row("overlong UTF-8 in three bytes", "[\"\xe0\x80\xaf\"]", u"UTF-8"_s);
    row("overlong UTF-8 in four bytes", "[\"\xf0\x80\x80\xaf\"]", u"UTF-8"_s);
    row("five bytes", "[\"\xf8\x88\x80\x80\x80\"]", u"UTF-8"_s);
    row("a continuation alone", "[\"\x80\"]", u"UTF-8"_s);
    row("UTF-8 that ends in a quote", "[\"\xe2\x82\"]", u"UTF-8"_s);
    row("a pair as UTF-8 surrogates", "[\"\xed\xa0\xbd\xed\xb8\x80\"]", u"UTF-8"_s);
    row("lone surrogate, raw", "[\"\xed\xa0\x80\"]", u"UTF-8"_s);
    row("cut UTF-8", "[\"\xc3\"]", u"UTF-8"_s);
    row("overlong UTF-8", "[\"\xc0\xaf\"]", u"UTF-8"_s);
    row("beyond Unicode", "[\"\xf4\x90\x80\x80\"]", u"UTF-8"_s);
    row("Latin-1", "[\"caf\xe9\"]", u"UTF-8"_s);
    row("huge number", "[1e400]", u"too large"_s);
    row("huge negative number", "[-1e400]", u"too large"_s);
    row("33 levels", nested(33), u"more than 32 levels"_s);
    row("100,000 levels", QByteArray(100'000, '['), u"more than 32 levels"_s);
}

void tst_JsonReader::hostileTextIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, told);

    const Result<JsonValue> read = readJson(bytes);
    QVERIFY(!read.isOk());
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(read.error().detail.contains(told), qPrintable(read.error().detail));
    QVERIFY2(read.error().detail.endsWith(u'.'), qPrintable(read.error().detail));
}

void tst_JsonReader::textOfAnyLanguageIsKept_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    QTest::newRow("empty") << QByteArray(R"("")") << QString();
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("umlauts") << QByteArray("\"\xc3\xa4\"") << u"ä"_s;
    QTest::newRow("escaped umlaut") << QByteArray(R"("\u00e4")") << u"ä"_s;
    QTest::newRow("surrogate pair") << QByteArray(R"("\ud83d\ude00")") << u"😀"_s;
    QTest::newRow("four bytes") << QByteArray("\"\xf0\x9f\x98\x80\"") << u"😀"_s;
    QTest::newRow("escape character") << QByteArray(R"("\u001b[31m")") << u"\x1b[31m"_s;
    QTest::newRow("markup") << QByteArray(R"("<img src=x>")") << u"<img src=x>"_s;
    QTest::newRow("right-to-left mark") << QByteArray(R"("\u202e")") << u"\u202e"_s;
    QTest::newRow("byte order mark") << QByteArray("\"\xef\xbb\xbfx\"") << u"\ufeffx"_s;
    QTest::newRow("escaped byte order mark") << QByteArray(R"("\ufeffx")") << u"\ufeffx"_s;
    QTest::newRow("two byte order marks") << QByteArray(R"("\ufeff\ufeff")") << u"\ufeff\ufeff"_s;
    QTest::newRow("byte order mark inside") << QByteArray(R"("x\ufeff")") << u"x\ufeff"_s;
}

void tst_JsonReader::textOfAnyLanguageIsKept()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, text);

    const Result<JsonValue> read = readJson(bytes);
    QVERIFY(read.isOk());
    QCOMPARE(read->kind, Kind::Text);
    QCOMPARE(read->text, text);
}

void tst_JsonReader::numbersAreExact_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<double>("number");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<qint64>("whole");

    const auto row = [](const char *text, double number, std::optional<qint64> whole) {
        QTest::newRow(text) << QByteArray(text) << number << whole.has_value() << whole.value_or(0);
    };
    row("0", 0, 0);
    row("-0", 0, 0);
    row("-7", -7, -7);
    row("1.0", 1, 1);
    row("1e3", 1000, 1000);
    row("0.5", 0.5, std::nullopt);
    row("9223372036854775807", 9223372036854775807.0, std::numeric_limits<qint64>::max());
    row("-9223372036854775808", -9223372036854775808.0, std::numeric_limits<qint64>::min());
    row("9223372036854775808", 9223372036854775808.0, std::nullopt);
    row("18446744073709551616", 18446744073709551616.0, std::nullopt);
    row("1e300", 1e300, std::nullopt);
    row("1e-400", 0, 0);
}

void tst_JsonReader::numbersAreExact()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const double, number);
    QFETCH(const bool, isWhole);
    QFETCH(const qint64, whole);

    const Result<JsonValue> read = readJson(bytes);
    QVERIFY(read.isOk());
    QCOMPARE(read->kind, Kind::Number);
    QCOMPARE(read->number, number);
    QCOMPARE(read->integer.has_value(), isWhole);
    QCOMPARE(read->integer.value_or(0), whole);
}

void tst_JsonReader::rawTextOfEveryValueIsKept_data()
{
    QTest::addColumn<QByteArray>("value");

    for (const char *value : {"1", "-1.50e+3", "0", "true", "false", "null", R"("a, \"b\" : c")",
                              "[]", "{}", "[ 1 , 2 ]", "{ \"x\" : [ 1,\n\t{} ] }", "\"\\u00e4\"",
                              "12345678901234567890123456789", "[[1],2]"})
        QTest::newRow(value) << QByteArray(value);
}

void tst_JsonReader::rawTextOfEveryValueIsKept()
{
    QFETCH(const QByteArray, value);

    for (const QByteArray blank : {"", " ", "\r\n\t "}) {
        const QByteArray bytes = "{\"before\":[1,2]," + blank + "\"at\"" + blank + ":" + blank
            + value + blank + ",\"items\":[" + blank + value + blank + "," + value + "]}";
        const Result<JsonValue> read = readJson(bytes);
        QVERIFY(read.isOk());
        QCOMPARE(read->member(u"at")->raw.toByteArray(), value);
        QCOMPARE(read->member(u"items")->items.at(0).raw.toByteArray(), value);
        QCOMPARE(read->member(u"items")->items.at(1).raw.toByteArray(), value);
        QCOMPARE(read->raw.toByteArray(), bytes);
    }
}

void tst_JsonReader::membersKeepTheirOrder()
{
    for (const int count : {1, 15, 16, 17, 100}) {
        const QByteArray json = objectOf(count, "another");
        QCOMPARE(readJson(json)->members.size(), count + 1);
    }
    const QByteArray bytes = R"({"z":1,"a":{"b":[]},"m":null})";
    const Result<JsonValue> read = readJson(bytes);
    QVERIFY(read.isOk());
    QStringList names;
    for (const auto &[name, value] : read->members)
        names.append(name);
    QCOMPARE(names, QStringList({u"z"_s, u"a"_s, u"m"_s}));
    QVERIFY(read->member(u"a")->member(u"b") != nullptr);
    QVERIFY(read->member(u"b") == nullptr);
}

void tst_JsonReader::depthUpToTheLimitIsTaken()
{
    QVERIFY(readJson(nested(32)).isOk());
    QVERIFY(readJson(nested(3), {.depth = 3}).isOk());
    QVERIFY(!readJson(nested(4), {.depth = 3}).isOk());
}

void tst_JsonReader::opaqueMemberIsCheckedButNotTakenApart()
{
    const JsonLimits limits{.opaqueMember = u"result"_s};
    const QByteArray bytes = R"({"result":{"a":[1,2]},"other":{"a":1}})";
    const Result<JsonValue> read = readJson(bytes, limits);
    QVERIFY(read.isOk());
    QCOMPARE(read->member(u"result")->kind, Kind::Object);
    QVERIFY(read->member(u"result")->members.isEmpty());
    QCOMPARE(read->member(u"result")->raw.toByteArray(), QByteArray(R"({"a":[1,2]})"));
    QCOMPARE(read->member(u"other")->members.size(), 1);

    QVERIFY(!readJson(R"({"result":{"a":1,"a":2}})", limits).isOk());
    QVERIFY(!readJson(R"({"result":["\u0000"]})", limits).isOk());
    const QByteArray text = R"({"result":"kept"})";
    QCOMPARE(readJson(text, limits)->member(u"result")->text, u"kept"_s);
}

void tst_JsonReader::longNamesAreCutInSentences()
{
    QCOMPARE(shownName(u"name"), u"\"name\""_s);
    const QString name = QString(63, u'x') + u"😀😀"_s;
    QCOMPARE(shownName(name), u'"' + QString(63, u'x') + u"…\""_s);
}

QTEST_GUILESS_MAIN(tst_JsonReader)
#include "tst_jsonreader.moc"
