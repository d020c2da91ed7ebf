#include "tests/support/sampletasks.h"
#include "ui/models/tasktext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

/// Tasks on their way to other programs.
class TestTaskText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvCell_data();
    void csvCell();
    void csvHasAsManyCellsAsItsHeader();
    void hugeTextIsCut();
    void jsonIsWhole();
    void jsonShowsWhatCannotBeSeen();
    void plainTextIsALineATask();
};

namespace {

Task named(const QString &name)
{
    return sampleTask(name, TaskStatus::Failed,
                      QDateTime(QDate(2026, 11, 20), QTime(10, 30), Qt::UTC));
}

} // namespace

void TestTaskText::csvCell_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cell");

    const auto row = [](const char *title, const QString &name, const QString &cell) {
        QTest::newRow(title) << name << cell;
    };
    row("plain", u"make all"_s, u"make all"_s);
    row("comma", u"a,b"_s, u"\"a,b\""_s);
    row("quotes", u"say \"a\""_s, u"\"say \"\"a\"\"\""_s);
    row("line end", u"a\nb"_s, u"\"a\r\nb\""_s);
    row("Windows' line end", u"a\r\nb"_s, u"\"a\r\nb\""_s);
    row("formula", u"=1+1"_s, u"'=1+1"_s);
    row("formula with quotes", u"=HYPERLINK(\"x\",\"y\")"_s,
        u"\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""_s);
    row("plus", u"+1"_s, u"'+1"_s);
    row("minus", u"-1"_s, u"'-1"_s);
    row("at", u"@SUM(A1)"_s, u"'@SUM(A1)"_s);
    row("tab", u"\t=1"_s, u"'\t=1"_s);
    row("carriage return", u"\r=1"_s, u"\"'\r\n=1\""_s);
    row("full width", u"＝1+1"_s, u"'＝1+1"_s);
    row("equals within", u"a=b"_s, u"a=b"_s);
    row("control", u"a\x1b[31mb"_s, u"a␛[31mb"_s);
    row("NUL", u"a"_s + QChar(0) + u"b"_s, u"a␀b"_s);
    row("bidi", u"a\u202eb"_s, u"a\ufffdb"_s);
    row("line separator", u"a\u2028b"_s, u"\"a\r\nb\""_s);
}

void TestTaskText::csvCell()
{
    QFETCH(const QString, name);
    QFETCH(const QString, cell);

    const QString line = QString::fromUtf8(csvOf(named(name)));
    const QString id = line.section(u',', 0, 0);
    QVERIFY2(line.startsWith(id + u',' + cell + u",failed,"_s), qPrintable(line));
    QVERIFY(line.endsWith(u"\r\n"_s));
}

void TestTaskText::csvHasAsManyCellsAsItsHeader()
{
    QCOMPARE(csvOf(named(u"a"_s)).count(','), csvHeader().count(','));
    QVERIFY(csvHeader().startsWith("id,name,status,"));
}

void TestTaskText::hugeTextIsCut()
{
    Task task = named(u"a"_s);
    task.error = QString(1'000'000, u'e');
    QVERIFY(csvOf(task).size() < 40'000);
    task.error = u"a"_s + QString(30'000, QChar(0x301));
    QVERIFY(csvOf(task).size() < 1000);
}

void TestTaskText::jsonIsWhole()
{
    Task task = named(u"\"a\" = b"_s);
    task.labels = {{u"branch"_s, u"main"_s}};
    task.result = "[1,{\"a\":null}]";
    task.exitCode = 2;
    const QJsonObject object = QJsonDocument::fromJson(jsonOf(task)).object();
    QCOMPARE(object.value(u"name"_s).toString(), task.name);
    QCOMPARE(object.value(u"task_id"_s).toString(), task.id.toString());
    QCOMPARE(object.value(u"exit_code"_s).toInt(), 2);
    QVERIFY(object.value(u"signal"_s).isNull());
    QVERIFY(object.value(u"result"_s).isArray());
    QCOMPARE(object.value(u"labels"_s).toObject().value(u"branch"_s).toString(), u"main"_s);
}

void TestTaskText::jsonShowsWhatCannotBeSeen()
{
    const Task task = named(u"a\u202eb\u2028c\x1b\u0085ü"_s);
    const QByteArray json = jsonOf(task);
    QVERIFY2(json.contains("\"a\\u202eb\\u2028c\\u001b\\u0085ü\""), json.constData());
    QCOMPARE(QJsonDocument::fromJson(json).object().value(u"name"_s).toString(), task.name);
}

void TestTaskText::plainTextIsALineATask()
{
    Task first = named(u"a\tb\n\u202ec"_s);
    first.error = u"it\nbroke"_s;
    const QString text = plainTextOf({first, named(u"second"_s)});
    QCOMPARE(text.count(u'\n'), 1);
    QVERIFY2(text.startsWith(u"Failed\ta b \ufffdc\t"_s), qPrintable(text));
    QVERIFY(text.section(u'\n', 0, 0).contains(u"broke"_s));
}

QTEST_GUILESS_MAIN(TestTaskText)
#include "tst_tasktext.moc"
