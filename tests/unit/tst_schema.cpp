#include "core/base/privatefile.h"
#include "core/store/database.h"
#include "core/store/databasecontent.h"
#include "core/store/restore.h"
#include "core/store/statement.h"
#include "core/store/taskstore.h"
#include "core/store/upgradebackup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlRecord>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

const QString fixtures = QStringLiteral(HEADWAY_SOURCE_DIR "/tests/data/schema/");
const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The rows of @p sql, each a text of all its values.
QStringList rowsOf(const Database &database, const QString &sql)
{
    Statement select(database, sql);
    const Result<QSqlQuery *> query = select.run();
    if (!query)
        return {query.error().detail};
    QStringList rows;
    while ((*query)->next()) {
        QStringList values;
        for (int i = 0; i < (*query)->record().count(); ++i) {
            const QVariant value = (*query)->value(i);
            values.append(value.isNull() ? u"null"_s
                              : value.typeId() == QMetaType::QByteArray
                              ? QString::fromLatin1(value.toByteArray().toHex())
                              : value.toString());
        }
        rows.append(values.join(u'|'));
    }
    return rows;
}

} // namespace

/// Every schema that a released Headway has written, as tests/data/schema/VERSION.sql.
class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void everyOlderVersionHasItsFixture();
    void fixtureIsWhatTheMigrationsMake_data() { versions(); }
    void fixtureIsWhatTheMigrationsMake();
    void rowsSurviveTheUpgrade_data() { versions(); }
    void rowsSurviveTheUpgrade();
    void backupComesBeforeTheUpgrade_data() { versions(); }
    void backupComesBeforeTheUpgrade();
    void olderBackupCanBeRestored_data() { versions(); }
    void olderBackupCanBeRestored();
    void fewBackupsAreKept();
    void failedMigrationLeavesAWholeVersion_data();
    void failedMigrationLeavesAWholeVersion();
    void newerSchemaIsNoUpgrade();

private:
    static void versions();
    QString path(const QString &name) const { return m_directory->filePath(name); }
    void makeFixture(int version, const QString &file) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void SchemaTest::versions()
{
    QTest::addColumn<int>("version");
    for (int version = 1; QFile::exists(fixtures + u"%1.sql"_s.arg(version)); ++version)
        QTest::addRow("%d", version) << version;
}

void SchemaTest::makeFixture(int version, const QString &file) const
{
    static const QRegularExpression comment(u"--[^\n]*\n"_s);
    QFile source(fixtures + u"%1.sql"_s.arg(version));
    QVERIFY(source.open(QIODevice::ReadOnly));
    const auto database = Database::openAsItIs(file);
    QVERIFY(database);
    QVERIFY((*database)->execute(u"PRAGMA synchronous = OFF"_s)); // nobody needs it after a crash
    const QString text = QString::fromUtf8(source.readAll()).remove(comment);
    for (const QString &sql : text.split(u";\n"_s, Qt::SkipEmptyParts)) {
        if (const Result<void> done = (*database)->execute(sql); !sql.trimmed().isEmpty())
            QVERIFY2(done, qPrintable(sql));
    }
}

void SchemaTest::everyOlderVersionHasItsFixture()
{
    for (int version = 1; version < newestSchemaVersion(); ++version)
        QVERIFY2(QFile::exists(fixtures + u"%1.sql"_s.arg(version)),
                 qPrintable(QString::number(version)));
}

void SchemaTest::fixtureIsWhatTheMigrationsMake()
{
    QFETCH(const int, version);
    makeFixture(version, path(u"db"_s));
    const auto database = Database::openReadOnly(path(u"db"_s));
    QCOMPARE(*(*database)->schemaVersion(), version);
    const Result<void> checked = checkSchema(**database); // so that restore takes its backups
    QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().detail));
    const DatabaseContent content = *contentOf(**database);
    for (auto table = content.rows.begin(); table != content.rows.end(); ++table)
        QVERIFY2(table.value() > 0, qPrintable(table.key()));
}

void SchemaTest::rowsSurviveTheUpgrade()
{
    QFETCH(const int, version);
    const QString file = path(u"db"_s);
    makeFixture(version, file);
    QMap<QString, QStringList> before;
    {
        const auto old = Database::openReadOnly(file);
        for (const QString &table : contentOf(**old)->rows.keys()) {
            const QString columns =
                rowsOf(**old, u"SELECT name FROM pragma_table_info('%1')"_s.arg(table))
                    .join(u", "_s);
            // Schema 2 ends all sessions.
            const QString rest = version < 2 && table == "credentials"_L1
                ? u" WHERE kind <> 'session'"_s
                : QString();
            const QString sql = u"SELECT %1 FROM %2%3 ORDER BY 1, 2"_s.arg(columns, table, rest);
            before.insert(sql, rowsOf(**old, sql));
        }
    }
    const auto database = Database::open(file);
    QVERIFY2(database, qPrintable(database ? QString() : database.error().detail));
    QCOMPARE(*(*database)->schemaVersion(), newestSchemaVersion());
    QVERIFY(checkSchema(**database));
    QVERIFY(checkIntegrity(**database));
    for (auto rows = before.begin(); rows != before.end(); ++rows)
        QCOMPARE(rowsOf(**database, rows.key()), rows.value());

    TaskStore tasks(**database);
    const TaskPage page = *tasks.list(AccountId(1), {});
    QCOMPARE(page.revision, 27);
    QCOMPARE(page.tasks.size(), 5);
    QCOMPARE(page.tasks.at(3).error, u"make: *** [all] Error 2; it's over"_s);
    QCOMPARE(page.tasks.at(4).result, QByteArray("{\"size\": 1e3}"));
    QCOMPARE(page.tasks.at(4).labels.value(u"host"_s), u"a b"_s);
    QCOMPARE(
        tasks.counts(AccountId(3)),
        (TaskCounts{{TaskStatus::Lost, 1}, {TaskStatus::Paused, 1}, {TaskStatus::Pending, 1}}));
}

void SchemaTest::backupComesBeforeTheUpgrade()
{
    QFETCH(const int, version);
    const QString file = path(u"db"_s);
    makeFixture(version, file);
    QVERIFY(makePrivateDirectory(path(u"backups"_s)));
    QVERIFY(backUpBeforeUpgrade(file, path(u"backups"_s), now));
    const QStringList names = QDir(path(u"backups"_s)).entryList(QDir::Files | QDir::Hidden);
    if (version == newestSchemaVersion()) {
        QCOMPARE(names, QStringList());
        return;
    }
    QCOMPARE(names, QStringList{u"headway-schema%1-20270115T080000Z.db"_s.arg(version)});
    const QString backup = path(u"backups/"_s) + names.constFirst();
    QCOMPARE(QFileInfo(backup).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    const auto copy = Database::openReadOnly(backup);
    const auto original = Database::openReadOnly(file);
    QCOMPARE(*contentOf(**copy), *contentOf(**original));
}

void SchemaTest::olderBackupCanBeRestored()
{
    QFETCH(const int, version);
    makeFixture(version, path(u"copy"_s));
    QVERIFY(makePrivateDirectory(path(u"backups"_s)));
    const Result<Restored> restored =
        restore(path(u"copy"_s), path(u"db"_s), path(u"backups"_s), now);
    QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
    QCOMPARE(restored->content.schemaVersion, version);
    const auto database = Database::open(path(u"db"_s));
    QVERIFY(database);
    QCOMPARE(TaskStore(**database).list(AccountId(1), {})->tasks.size(), 5);
}

void SchemaTest::fewBackupsAreKept()
{
    if (newestSchemaVersion() < 2)
        QSKIP("there is no older schema");
    const QString file = path(u"db"_s);
    const QDir backups(path(u"backups"_s));
    QVERIFY(makePrivateDirectory(backups.path()));
    makeFixture(1, file);
    QVERIFY(QFile::copy(file, backups.filePath(u"mine.db"_s)));
    QVERIFY(QFile::copy(file, backups.filePath(u"headway-schema9-20260101T000000Z.db"_s)));
    for (int day = 0; day < 5; ++day)
        QVERIFY(backUpBeforeUpgrade(file, backups.path(), now.addDays(day)));
    QCOMPARE(backups.entryList(QDir::Files, QDir::Name),
             (QStringList{u"headway-schema1-20270117T080000Z.db"_s,
                          u"headway-schema1-20270118T080000Z.db"_s,
                          u"headway-schema1-20270119T080000Z.db"_s, u"mine.db"_s}));
}

void SchemaTest::failedMigrationLeavesAWholeVersion_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::addColumn<QString>("removal");
    QTest::addColumn<int>("wholeVersion");
    // What a migration makes is there already: it fails at its beginning or at its end.
    QTest::newRow("first step") << u"ALTER TABLE credentials ADD COLUMN os_user INTEGER"_s
                                << u"ALTER TABLE credentials DROP COLUMN os_user"_s << 1;
    QTest::newRow("last step of two") << u"ALTER TABLE credentials ADD COLUMN used_at INTEGER"_s
                                      << u"ALTER TABLE credentials DROP COLUMN used_at"_s << 1;
    QTest::newRow("second migration")
        << u"CREATE TABLE task_counts (a)"_s << u"DROP TABLE task_counts"_s << 2;
    QTest::newRow("end of the second")
        << u"CREATE TRIGGER task_left AFTER DELETE ON tasks BEGIN SELECT 1; END"_s
        << u"DROP TRIGGER task_left"_s << 2;
}

void SchemaTest::failedMigrationLeavesAWholeVersion()
{
    QFETCH(const QString, obstacle);
    QFETCH(const QString, removal);
    QFETCH(const int, wholeVersion);
    const QString file = path(u"db"_s);
    makeFixture(1, file);
    QVERIFY((*Database::openAsItIs(file))->execute(obstacle));
    QVERIFY(!Database::open(file));
    QVERIFY(!Database::open(file)); // no matter how often
    {
        const auto database = Database::openAsItIs(file);
        QCOMPARE(*(*database)->schemaVersion(), wholeVersion);
        QVERIFY((*database)->execute(removal));
        const Result<void> checked = checkSchema(**database);
        QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().detail));
        QVERIFY(checkIntegrity(**database));
    }
    const auto database = Database::open(file);
    QVERIFY2(database, qPrintable(database ? QString() : database.error().detail));
    QVERIFY(checkSchema(**database));
    QCOMPARE(TaskStore(**database).list(AccountId(1), {})->tasks.size(), 5);
}

void SchemaTest::newerSchemaIsNoUpgrade()
{
    const QString file = path(u"db"_s);
    makeFixture(1, file);
    QVERIFY((*Database::openAsItIs(file))->execute(u"PRAGMA user_version = 999"_s));
    const QByteArray before = bytesOf(file);
    QVERIFY(makePrivateDirectory(path(u"backups"_s)));
    QVERIFY(backUpBeforeUpgrade(file, path(u"backups"_s), now));
    QVERIFY(QDir(path(u"backups"_s)).isEmpty());
    QCOMPARE(Database::open(file).error().code, ErrorCode::NewerSchema);
    QCOMPARE(bytesOf(file), before);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList{u"db"_s});
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
