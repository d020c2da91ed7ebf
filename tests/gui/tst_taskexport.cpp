#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/window/taskexport.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class TestTaskExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void selectionIsWritten_data();
    void selectionIsWritten();
    void allPagesAreWritten();
    void onlyWhatIsFoundIsWritten();
    void tooManyRequestsAreNoFailure();
    void noTasksMakeAWholeFile();
    void failureLeavesTheOldFile();
    void placeThatCannotBeWrittenIsTold();

private:
    QByteArray content() const;
    void makeMany(int count);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FakeTaskSession> m_session;
    QString m_file;
};

namespace {

Task named(const QString &name)
{
    return sampleTask(name, TaskStatus::Completed, QDateTime::currentDateTimeUtc());
}

} // namespace

void TestTaskExport::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = m_directory->filePath(u"tasks"_s);
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
}

QByteArray TestTaskExport::content() const
{
    QFile file(m_file);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestTaskExport::makeMany(int count)
{
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += named(u"task %1"_s.arg(i));
    m_session->begin(tasks);
}

void TestTaskExport::selectionIsWritten_data()
{
    QTest::addColumn<bool>("asJson");
    QTest::newRow("CSV") << false;
    QTest::newRow("JSON") << true;
}

void TestTaskExport::selectionIsWritten()
{
    QFETCH(bool, asJson);
    auto *file = new TaskExport(m_file, asJson ? ExportFormat::Json : ExportFormat::Csv, this);
    QSignalSpy finished(file, &TaskExport::finished);
    file->write({named(u"=one"_s), named(u"two"_s)});
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().at(1).toInt(), 2);
    if (asJson) {
        const QJsonArray tasks = QJsonDocument::fromJson(content()).array();
        QCOMPARE(tasks.size(), 2);
        QCOMPARE(tasks.first()[u"name"_s].toString(), u"=one"_s);
    } else {
        QCOMPARE(content().count("\r\n"), 3);
        QVERIFY(content().contains(",'=one,"));
    }
}

void TestTaskExport::allPagesAreWritten()
{
    makeMany(501);
    auto *file = new TaskExport(m_file, ExportFormat::Json, this);
    QSignalSpy finished(file, &TaskExport::finished);
    file->writeFound(m_session, {});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(content()).array().size(), 501);
}

void TestTaskExport::onlyWhatIsFoundIsWritten()
{
    makeMany(20);
    TaskQuery query;
    query.words = {{{u"task 7"_s}, false}};
    auto *file = new TaskExport(m_file, ExportFormat::Csv, this);
    file->writeFound(m_session, query);
    QTRY_COMPARE(content().count("\r\n"), 2);
}

void TestTaskExport::tooManyRequestsAreNoFailure()
{
    makeMany(3);
    auto *file = new TaskExport(m_file, ExportFormat::Csv, this);
    QSignalSpy failed(file, &TaskExport::failed);
    QSignalSpy finished(file, &TaskExport::finished);
    m_session->failWith(Error{ErrorCode::TooMany, {}});
    file->writeFound(m_session, {});
    QCOMPARE(m_session->listed().size(), 1);
    m_session->failWith(std::nullopt);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().at(1).toInt(), 3);
    QVERIFY(failed.isEmpty());
}

void TestTaskExport::noTasksMakeAWholeFile()
{
    auto *file = new TaskExport(m_file, ExportFormat::Json, this);
    file->writeFound(m_session, {});
    QTRY_VERIFY(QFile::exists(m_file));
    QVERIFY(QJsonDocument::fromJson(content()).isArray());
}

void TestTaskExport::failureLeavesTheOldFile()
{
    makeMany(500);
    auto *first = new TaskExport(m_file, ExportFormat::Csv, this);
    first->write({named(u"kept"_s)});
    const QByteArray before = content();
    auto *second = new TaskExport(m_file, ExportFormat::Csv, this);
    QSignalSpy failed(second, &TaskExport::failed);
    m_session->failWith(Error{ErrorCode::Unreachable, {}});
    second->writeFound(m_session, {});
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(u"cannot be reached"_s));
    QCOMPARE(content(), before);
}

void TestTaskExport::placeThatCannotBeWrittenIsTold()
{
    auto *file =
        new TaskExport(m_directory->filePath(u"none/tasks.csv"_s), ExportFormat::Csv, this);
    QSignalSpy failed(file, &TaskExport::failed);
    QSignalSpy finished(file, &TaskExport::finished);
    file->write({named(u"a"_s)});
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().startsWith(u"The file cannot be written"_s));
    QVERIFY(finished.isEmpty());
}

QTEST_MAIN(TestTaskExport)
#include "tst_taskexport.moc"
