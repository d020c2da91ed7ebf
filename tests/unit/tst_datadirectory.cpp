#include "core/base/datadirectory.h"

#include <QDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

using Environment = QMap<QByteArray, QByteArray>;

void setEnvironment(const Environment &environment)
{
    for (const char *name :
         {"HEADWAY_DATA_DIR", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"}) {
        if (environment.contains(name))
            qputenv(name, environment.value(name));
        else
            qunsetenv(name);
    }
    qputenv("HOME", "/home/owner");
}

} // namespace

class DataDirectoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstNamedWins_data();
    void firstNamedWins();
    void relativeOptionCountsFromHere();
    void filesLieInIt();
    void configurationHasItsOwnPlace_data();
    void configurationHasItsOwnPlace();
};

void DataDirectoryTest::firstNamedWins_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("endpoint");

    const auto row = [](const char *name, const QString &option, const Environment &environment,
                        const QString &path, const QString &endpoint) {
        QTest::newRow(name) << option << environment << path << endpoint + "/endpoint.json"_L1;
    };
    const QString home = u"/home/owner/.local/share/headway"_s;
    const Environment all{{"HEADWAY_DATA_DIR", "/env"},
                          {"XDG_DATA_HOME", "/data"},
                          {"XDG_RUNTIME_DIR", "/run/user/1"}};
    row("nothing is set", {}, {}, home, home + "/run"_L1);
    row("the option", u"/opt"_s, all, u"/opt"_s, u"/opt/run"_s);
    row("the environment", {}, all, u"/env"_s, u"/env/run"_s);
    row("XDG", {}, {{"XDG_DATA_HOME", "/data"}, {"XDG_RUNTIME_DIR", "/run/user/1"}},
        u"/data/headway"_s, u"/run/user/1/headway"_s);
    row("XDG, no runtime", {}, {{"XDG_DATA_HOME", "/data"}}, u"/data/headway"_s,
        u"/data/headway/run"_s);
    row("runtime only", {}, {{"XDG_RUNTIME_DIR", "/run/user/1"}}, home, u"/run/user/1/headway"_s);
    row("empty ones count as unset", {},
        {{"HEADWAY_DATA_DIR", ""}, {"XDG_DATA_HOME", ""}, {"XDG_RUNTIME_DIR", ""}}, home,
        home + "/run"_L1);
    row("XDG takes absolute paths only", {},
        {{"XDG_DATA_HOME", "data"}, {"XDG_RUNTIME_DIR", "./run"}}, home, home + "/run"_L1);
    row("untidy", u"/opt//a/../b/"_s, {}, u"/opt/b"_s, u"/opt/b/run"_s);
}

void DataDirectoryTest::firstNamedWins()
{
    QFETCH(QString, option);
    QFETCH(Environment, environment);
    setEnvironment(environment);
    const DataDirectory directory = DataDirectory::resolve(option);
    QTEST(directory.path(), "path");
    QTEST(directory.endpointFile(), "endpoint");
}

void DataDirectoryTest::relativeOptionCountsFromHere()
{
    setEnvironment({});
    QCOMPARE(DataDirectory::resolve(u"a/b"_s).path(), QDir::currentPath() + "/a/b"_L1);
    setEnvironment({{"HEADWAY_DATA_DIR", "c"}});
    QCOMPARE(DataDirectory::resolve().path(), QDir::currentPath() + "/c"_L1);
}

void DataDirectoryTest::filesLieInIt()
{
    setEnvironment({});
    const DataDirectory directory = DataDirectory::resolve(u"/d"_s);
    QCOMPARE(directory.databaseFile(), u"/d/headway.db"_s);
    QCOMPARE(directory.logsDirectory(), u"/d/logs"_s);
    QCOMPARE(directory.backupsDirectory(), u"/d/backups"_s);
    QCOMPARE(directory.spoolDirectory(), u"/d/spool"_s);
    QCOMPARE(directory.commandsDirectory(), u"/d/commands"_s);
    QCOMPARE(directory.lockFile(), u"/d/headway.lock"_s);
}

void DataDirectoryTest::configurationHasItsOwnPlace_data()
{
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QString>("path");
    QTest::newRow("unset") << Environment{} << u"/home/owner/.config/headway"_s;
    QTest::newRow("set") << Environment{{"XDG_CONFIG_HOME", "/c"}} << u"/c/headway"_s;
    QTest::newRow("relative") << Environment{{"XDG_CONFIG_HOME", "c"}}
                              << u"/home/owner/.config/headway"_s;
    QTest::newRow("not the data directory's")
        << Environment{{"HEADWAY_DATA_DIR", "/env"}} << u"/home/owner/.config/headway"_s;
}

void DataDirectoryTest::configurationHasItsOwnPlace()
{
    QFETCH(Environment, environment);
    setEnvironment(environment);
    QTEST(configDirectory(), "path");
}

QTEST_GUILESS_MAIN(DataDirectoryTest)
#include "tst_datadirectory.moc"
