#include "app/cli/commandline.h"
#include "app/cli/verbtable.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void optionsStandAnywhere_data();
    void optionsStandAnywhere();
    void nothingBehindDashesIsOurs();
    void wrongOptionsAreRefused_data();
    void wrongOptionsAreRefused();
    void numbersAreChecked_data();
    void numbersAreChecked();
    void urlComesFromOptionThenEnvironment();
    void everyVerbHasHelpAndNoClashingOptions_data();
    void everyVerbHasHelpAndNoClashingOptions();
};

namespace {

QList<QCommandLineOption> own()
{
    return {{u"limit"_s, u"At most N."_s, u"N"_s}, {{u"f"_s, u"follow"_s}, u"Go on."_s}};
}

} // namespace

void tst_CommandLine::init()
{
    qunsetenv("HEADWAY_URL");
    qunsetenv("HEADWAY_TOKEN");
}

void tst_CommandLine::optionsStandAnywhere_data()
{
    QTest::addColumn<QByteArrayList>("words");

    QTest::newRow("before") << QByteArrayList{"--data-dir", "/d", "-f", "add", "who"};
    QTest::newRow("between") << QByteArrayList{"add", "--data-dir", "/d", "--follow", "who"};
    QTest::newRow("behind") << QByteArrayList{"add", "who", "-f", "--data-dir=/d"};
    QTest::newRow("operands behind dashes")
        << QByteArrayList{"-f", "--data-dir=/d", "--", "add", "who"};
}

void tst_CommandLine::optionsStandAnywhere()
{
    QFETCH(const QByteArrayList, words);

    CommandLine line(own());
    QVERIFY(line.parse(words).isOk());
    QCOMPARE(line.operands(), QStringList({u"add"_s, u"who"_s}));
    QCOMPARE(line.dataDirectory().path(), u"/d"_s);
    QVERIFY(line.isSet(u"follow"_s));
    QVERIFY(!line.wantsJson());
}

void tst_CommandLine::nothingBehindDashesIsOurs()
{
    CommandLine line(own());
    const QByteArrayList command{"prog", "--json", "--nonsense", "--", "\xff\xfe", ""};
    QVERIFY(line.parse(QByteArrayList{"--limit", "3", "--"} + command).isOk());
    QCOMPARE(line.behindDashes(), std::optional(command));
    QVERIFY(!line.wantsJson());

    CommandLine without(own());
    QVERIFY(without.parse({"prog"}).isOk());
    QCOMPARE(without.behindDashes(), std::nullopt);
}

void tst_CommandLine::wrongOptionsAreRefused_data()
{
    QTest::addColumn<QByteArrayList>("words");

    QTest::newRow("unknown") << QByteArrayList{"--nonsense"};
    QTest::newRow("unknown letter") << QByteArrayList{"-x"};
    QTest::newRow("no value") << QByteArrayList{"--limit"};
    QTest::newRow("a value too many") << QByteArrayList{"--json=yes"};
    QTest::newRow("two services") << QByteArrayList{"--data-dir", "/d", "--url", "http://h"};
}

void tst_CommandLine::wrongOptionsAreRefused()
{
    QFETCH(const QByteArrayList, words);

    CommandLine line(own());
    const Result<void> parsed = line.parse(words);
    QVERIFY(!parsed.isOk());
    QCOMPARE(parsed.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!parsed.error().detail.isEmpty());
}

void tst_CommandLine::numbersAreChecked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isTaken");

    QTest::newRow("least") << QByteArray("1") << true;
    QTest::newRow("most") << QByteArray("9") << true;
    for (const char *wrong : {"0", "10", "-1", "x", "", "1.5", "1x"})
        QTest::newRow(wrong) << QByteArray(wrong) << false;
}

void tst_CommandLine::numbersAreChecked()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isTaken);

    CommandLine line(own());
    QVERIFY(line.parse({"--limit=" + text}).isOk());
    QCOMPARE(line.number(u"limit"_s, 1, 9).isOk(), isTaken);
}

void tst_CommandLine::urlComesFromOptionThenEnvironment()
{
    const auto urlOf = [](const QByteArrayList &words) {
        CommandLine line(own());
        return line.parse(words) ? line.accessRequest().url : u"refused"_s;
    };
    QCOMPARE(urlOf({}), QString());
    qputenv("HEADWAY_URL", "http://env");
    QCOMPARE(urlOf({}), u"http://env"_s);
    QCOMPARE(urlOf({"--url", "http://option"}), u"http://option"_s);
    QCOMPARE(urlOf({"--data-dir", "/d"}), QString());
}

void tst_CommandLine::everyVerbHasHelpAndNoClashingOptions_data()
{
    QTest::addColumn<QByteArray>("verb");
    for (const VerbRow &row : verbTable())
        QTest::newRow(row.name) << QByteArray(row.name);
}

void tst_CommandLine::everyVerbHasHelpAndNoClashingOptions()
{
    QFETCH(const QByteArray, verb);

    const VerbRow *row = findVerb(verb);
    QVERIFY(row);
    QVERIFY(*row->summary != '\0');
    CommandLine line(row->make()->options());
    QVERIFY(line.parse({"--help"}).isOk());
    QVERIFY(line.wantsHelp());
    QVERIFY(line.optionHelp().contains(u"--data-dir DIR"_s));
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
