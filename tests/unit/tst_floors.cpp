#include "tests/unit/sourcerules.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

/// Who may include whom.
SourceRules::Table floors()
{
    return {
        {u"core/base"_s, {}},
        {u"core/model"_s, {u"core/base"_s}},
        {u"core/terminal"_s, {u"core/base"_s}},
        {u"core/wire"_s, {u"core/model"_s}},
        {u"core/store"_s, {u"core/model"_s}},
        {u"core/session"_s, {u"core/model"_s}},
        {u"core/service"_s, {u"core/store"_s, u"core/session"_s}},
        {u"core/client"_s, {u"core/wire"_s, u"core/session"_s}},
        {u"core/api"_s, {u"core/service"_s, u"core/wire"_s}},
        {u"core/report"_s, {u"core/wire"_s, u"core/session"_s}},
        {u"core/runner"_s, {u"core/model"_s, u"core/terminal"_s}},
        {u"ui/models"_s, {u"core/session"_s}},
        {u"ui/delegates"_s, {u"core/session"_s}},
        {u"ui/widgets"_s, {u"ui/models"_s, u"ui/delegates"_s, u"core/terminal"_s}},
        {u"ui/window"_s, {u"ui/widgets"_s}},
        {u"ui/desktop"_s, {u"ui/window"_s}},
        {u"app/host"_s, {u"core/api"_s, u"core/report"_s}},
        {u"app/cli"_s, {u"app/host"_s, u"core/client"_s, u"core/report"_s, u"core/runner"_s}},
        {u"app/desktop"_s, {u"app/host"_s, u"core/client"_s, u"core/runner"_s, u"ui/desktop"_s}},
    };
}

} // namespace

class FloorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sourcesKeepTheRules_data();
    void sourcesKeepTheRules();
    void faultsAreFound_data();
    void faultsAreFound();
    void cleanCodeIsLeftAlone();
    void noFloorStandsOnItself();
    void everyFloorOfTheTableIsBuilt();

private:
    const SourceRules m_rules{floors()};
};

void FloorsTest::sourcesKeepTheRules_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *folder : {"core", "ui", "app"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void FloorsTest::sourcesKeepTheRules()
{
    QFETCH(QString, folder);
    const QString root = QStringLiteral(HEADWAY_SOURCE_DIR "/");
    QStringList faults;
    qsizetype files = 0;
    QDirIterator entries(root + folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile file(entries.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        faults +=
            m_rules.faultsOf(file.fileName().mid(root.size()), QString::fromUtf8(file.readAll()));
        ++files;
    }
    QVERIFY(files > 0);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void FloorsTest::faultsAreFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, const char *path, const QString &text) {
        QTest::newRow(name) << QString::fromLatin1(path) << text;
    };
    row("up", "core/base/a.h", u"#include \"core/model/task.h\""_s);
    row("up by two floors", "core/model/a.h", u"#include \"core/service/service.h\""_s);
    row("aside", "core/store/a.h", u"#include \"core/session/principal.h\""_s);
    row("into the store from the api's side", "core/wire/a.h", u"#include \"core/store/x.h\""_s);
    row("past the session", "ui/window/a.cpp", u"#include \"core/service/taskengine.h\""_s);
    row("the window knows no api", "ui/models/a.cpp", u"# include \"core/api/apiserver.h\""_s);
    row("the command line knows no window", "app/cli/a.cpp", u"#include \"ui/window/a.h\""_s);
    row("tests in the product", "core/base/a.h", u"#include \"tests/support/fakeclock.h\""_s);
    row("by a bare name", "core/base/a.cpp", u"#include \"a.h\""_s);
    row("by a relative path", "core/base/a.cpp", u"#include \"../model/task.h\""_s);
    row("an unknown floor", "core/utils/a.h", u"#pragma once"_s);
    row("no floor at all", "core/a.h", u"#pragma once"_s);
    row("QColor in core", "core/model/a.h", u"#include <QColor>"_s);
    row("Qt Widgets in core", "core/runner/a.h", u"#include <QtWidgets>"_s);
    row("a widget in the command line", "app/cli/a.cpp", u"#include <QWidget>"_s);
    row("QSqlQuery in the service", "core/service/a.cpp", u"#include <QSqlQuery>"_s);
    row("SQL in the service", "core/service/a.cpp", u"q(\"SELECT a FROM b\");"_s);
    row("SQL over two lines", "app/host/a.cpp", u"q(\"SELECT a \"\n\"FROM b\");"_s);
    row("sender", "ui/window/a.cpp", u"auto *who = sender();"_s);
    row("processEvents", "ui/window/a.cpp", u"QCoreApplication::processEvents();"_s);
    row("QEventLoop", "core/client/a.cpp", u"QEventLoop loop;"_s);
    row("waiting", "ui/window/a.cpp", u"future.waitForFinished();"_s);
    row("AutoText", "ui/widgets/a.cpp", u"label->setTextFormat(Qt::AutoText);"_s);
    row("a label left alone", "ui/widgets/a.cpp", u"auto *l = new QLabel(text, this);"_s);
    row("a kind of label left alone", "ui/widgets/a.cpp",
        u"Sign::Sign(QWidget *parent)\n    : QLabel(parent)\n{\n}"_s);
    row("one label of two", "ui/widgets/a.cpp",
        u"QLabel a; QLabel b(this); new QLabel(this); a.setTextFormat(Qt::PlainText);"_s);
    row("a continuation", "core/service/a.cpp", u"future.then([](int value) {});"_s);
    row("a promise of Qt's", "app/desktop/a.cpp", u"QPromise<int> promise;"_s);
    row("a signal by name", "ui/window/a.cpp", u"connect(a, SIGNAL(clicked()), b, SLOT(c()));"_s);
}

void FloorsTest::faultsAreFound()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    const QStringList faults = m_rules.faultsOf(path, text);
    QVERIFY(!faults.isEmpty());
    QVERIFY2(faults.constFirst().startsWith(path), qPrintable(faults.constFirst()));
}

void FloorsTest::cleanCodeIsLeftAlone()
{
    const QString code = uR"(// sender(), QEventLoop and "SELECT a FROM b" in words only
    #include "core/base/result.h"
    #include "ui/models/taskwords.h"
    #include <QLabel>
    /* #include "core/store/taskstore.h" */
    class QLabel;
    class Sign : public QLabel
    {
    };
    const char *url = "http://127.0.0.1"; // processEvents
    QLabel *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    const auto *other = message.sender();
    tr("Select a task from the list; QEventLoop");
)"_s;
    QCOMPARE(m_rules.faultsOf(u"ui/widgets/a.cpp"_s, code), QStringList());
    QCOMPARE(m_rules.faultsOf(u"core/store/a.cpp"_s,
                              u"#include <QSqlQuery>\nq(u\"DELETE FROM task\"_s);"_s),
             QStringList());
}

void FloorsTest::noFloorStandsOnItself()
{
    const SourceRules::Table table = floors();
    for (auto row = table.begin(); row != table.end(); ++row) {
        for (const QString &used : row.value()) {
            QVERIFY2(table.contains(used), qPrintable(used));
            QVERIFY2(!m_rules.mayInclude(used, row.key()), qPrintable(row.key()));
        }
    }
}

void FloorsTest::everyFloorOfTheTableIsBuilt()
{
    const QStringList names = floors().keys();
    for (const QString &floor : names) {
        const QDir folder(QStringLiteral(HEADWAY_SOURCE_DIR "/") + floor);
        QVERIFY2(!folder.entryList({u"*.cpp"_s}, QDir::Files).isEmpty(), qPrintable(floor));
    }
}

QTEST_GUILESS_MAIN(FloorsTest)
#include "tst_floors.moc"
