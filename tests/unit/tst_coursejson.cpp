#include "core/wire/coursejson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace headway::wire;
using namespace std::chrono_literals;

class tst_CourseJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void courseSurvivesTheWire();
    void newerServiceMaySayMore();
    void brokenCoursesAreRefused_data();
    void brokenCoursesAreRefused();
};

namespace {

QByteArray courseOf(const char *states, const char *samples)
{
    return QByteArray(R"({"states":[)") + states + R"(],"samples":[)" + samples + "]}";
}

} // namespace

void tst_CourseJson::courseSurvivesTheWire()
{
    const QDateTime at(QDate(2026, 11, 23), QTime(9, 15, 2, 125), Qt::UTC);
    const TaskCourse course{
        {{TaskStatus::Pending, false, at},
         {TaskStatus::Processing, true, at.addSecs(1)},
         {TaskStatus::Cancelling, false, {}}},
        {{250ms, 0.5, 3.5, 0, {12.5, 4096}}, {500ms, {}, {}, 1LL << 40, {}}},
    };
    const Result<TaskCourse> read = readTaskCourse(toJson(course));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QVERIFY(*read == course);
    QVERIFY(*readTaskCourse(toJson(TaskCourse())) == TaskCourse());
}

void tst_CourseJson::newerServiceMaySayMore()
{
    QVERIFY(readTaskCourse(
        R"({"states":[],"samples":[{"elapsed_ms":1,"output_bytes":2,"more":3}],"more":{}})"));
}

void tst_CourseJson::brokenCoursesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("no members") << QByteArray("{}");
    QTest::newRow("no arrays") << QByteArray(R"({"states":{},"samples":{}})");
    QTest::newRow("state of no kind") << courseOf(R"({"status":"x"})", "");
    QTest::newRow("state that is none") << courseOf("1", "");
    QTest::newRow("no output") << courseOf("", R"({"elapsed_ms":1})");
    QTest::newRow("no time") << courseOf("", R"({"output_bytes":1})");
    QTest::newRow("before the start") << courseOf("", R"({"elapsed_ms":-1,"output_bytes":1})");
    QTest::newRow("endless time") << courseOf(
        "", R"({"elapsed_ms":9223372036854775807,"output_bytes":1})");
    QTest::newRow("endless output")
        << courseOf("", R"({"elapsed_ms":1,"output_bytes":9223372036854775807})");
    QTest::newRow("more than all")
        << courseOf("", R"({"elapsed_ms":1,"output_bytes":1,"fraction":1.5})");
    QTest::newRow("negative memory")
        << courseOf("", R"({"elapsed_ms":1,"output_bytes":1,"memory_bytes":-1})");
    QTest::newRow("out of order") << courseOf(
        "", R"({"elapsed_ms":2,"output_bytes":1},{"elapsed_ms":2,"output_bytes":1})");
}

void tst_CourseJson::brokenCoursesAreRefused()
{
    QFETCH(const QByteArray, json);
    const Result<TaskCourse> read = readTaskCourse(json);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
}

QTEST_APPLESS_MAIN(tst_CourseJson)
#include "tst_coursejson.moc"
