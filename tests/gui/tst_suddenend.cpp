#include "app/desktop/suddenend.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <thread>

using namespace Qt::StringLiterals;
using namespace headway;

/// How a program ends in which something calls exit().
class TestSuddenEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAndEnds_data();
    void savesAndEnds();
};

namespace {

/// Would crash, or wait for ever, if it was taken apart while the thread runs.
struct Made
{
    ~Made() { std::abort(); }
};

void note(const QString &file)
{
    QFile saved(file);
    if (saved.open(QIODevice::Append))
        saved.write("saved\n");
}

/// This program once more, as the one that ends.
void end(const QString &how, const QString &file)
{
    static const Made before; // this is taken apart last
    SuddenEnd sudden([&file] { note(file); });
    if (how == "late"_L1) {
        static const Made after;
        sudden.comeFirst();
    }
    if (how == "thread"_L1)
        std::thread([] { std::exit(3); }).join();
    std::exit(3);
}

} // namespace

void TestSuddenEnd::savesAndEnds_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QByteArray>("saved");
    QTest::newRow("from the window's thread") << u"usual"_s << QByteArray("saved\n");
    QTest::newRow("after more was made") << u"late"_s << QByteArray("saved\n");
    QTest::newRow("from another thread") << u"thread"_s << QByteArray();
}

void TestSuddenEnd::savesAndEnds()
{
    QFETCH(const QString, how);
    QFETCH(const QByteArray, saved);
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"saved"_s));
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(), // which may hold other tests as well
                  {u"tst_suddenend"_s, u"end"_s, how, file.fileName()});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 1);
    QCOMPARE(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), saved);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const qsizetype at = arguments.indexOf(u"end"_s); at > 0)
        end(arguments.value(at + 1), arguments.value(at + 2));
    TestSuddenEnd test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_suddenend.moc"
