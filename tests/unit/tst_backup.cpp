#include "core/base/privatefile.h"
#include "core/store/backup.h"
#include "core/store/databaseswap.h"
#include "core/store/restore.h"
#include "tests/unit/sampledatabase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#include <sys/stat.h>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

mode_t modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
}

const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);

} // namespace

/// Copies of the database, and their way back.
class BackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void copyIsPrivateWhateverTheUmask_data();
    void copyIsPrivateWhateverTheUmask();
    void writerGoesOnMeanwhile();
    void fileThatExistsIsKept();
    void databaseIsNoTarget_data();
    void databaseIsNoTarget();
    void damagedDatabaseMakesNoBackup();
    void olderSchemaIsBackedUpAsItIs();

    void whatIsUnfitIsRefused_data();
    void whatIsUnfitIsRefused();
    void restoredDatabaseBeginsANewEra();
    void restoreKeepsWhatWasThere();
    void restoreNeedsNoDatabase();
    void logBesideTheFileIsRead();
    void interruptedSwapIsFinished_data();
    void interruptedSwapIsFinished();
    void interruptedPreparationIsForgotten();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    QString database() const { return path(u"headway.db"_s); }
    QString backups() const { return path(u"backups"_s); }
    QStringList kept() const
    {
        return QDir(backups()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    void makeUnfit(const QString &what, const QString &file) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void BackupTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(makePrivateDirectory(backups()));
}

void BackupTest::copyIsPrivateWhateverTheUmask_data()
{
    QTest::addColumn<uint>("mask");
    QTest::newRow("open to all") << 0U;
    QTest::newRow("shut") << 0777U;
}

void BackupTest::copyIsPrivateWhateverTheUmask()
{
    QFETCH(const uint, mask);
    SampleDatabase sample(database());
    for (int i = 0; i < 3; ++i)
        sample.insert(sample.owner);
    sample.addToken(sample.other);
    const mode_t before = ::umask(mask);
    const Result<DatabaseContent> content = backUp(database(), path(u"copy"_s), false);
    ::umask(before);
    QVERIFY2(content, qPrintable(content ? QString() : content.error().detail));
    QCOMPARE(content->schemaVersion, newestSchemaVersion());
    QCOMPARE(content->revision, 3);
    QCOMPARE(content->rows.value(u"tasks"_s), 3);
    QCOMPARE(content->rows.value(u"accounts"_s), 2);
    QCOMPARE(content->rows.value(u"credentials"_s), 1);
    QCOMPARE(modeOf(path(u"copy"_s)), mode_t(0600));
    const QStringList names =
        QDir(path(u"."_s)).entryList({u"copy*"_s}, QDir::Files | QDir::Hidden);
    QCOMPARE(names, QStringList{u"copy"_s}); // one file, and nothing left over
}

void BackupTest::writerGoesOnMeanwhile()
{
    std::atomic<int> written = 0;
    std::atomic<bool> isDone = false;
    std::thread writer([&] {
        SampleDatabase sample(database());
        while (!isDone) {
            sample.insert(sample.owner);
            ++written;
        }
    });
    const auto end = qScopeGuard([&] {
        isDone = true;
        writer.join();
    });
    QTRY_VERIFY(written > 100);
    for (int i = 0; i < 5; ++i) {
        const int before = written;
        const Result<DatabaseContent> content = backUp(database(), path(u"copy"_s), true);
        QVERIFY2(content, qPrintable(content ? QString() : content.error().detail));
        QVERIFY(content->revision >= quint64(before));
        QCOMPARE(quint64(content->rows.value(u"tasks"_s)), content->revision); // of one moment
        QTRY_VERIFY(written > before);
    }
}

void BackupTest::fileThatExistsIsKept()
{
    SampleDatabase sample(database());
    write(path(u"copy"_s), "precious");
    QCOMPARE(backUp(database(), path(u"copy"_s), false).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(bytesOf(path(u"copy"_s)), "precious");
    QVERIFY(QFile::link(path(u"nowhere"_s), path(u"link"_s)));
    QCOMPARE(backUp(database(), path(u"link"_s), false).error().code, ErrorCode::AlreadyExists);
    QVERIFY(backUp(database(), path(u"copy"_s), true));
    QVERIFY(bytesOf(path(u"copy"_s)).startsWith("SQLite format 3"));
    QCOMPARE(modeOf(path(u"copy"_s)), mode_t(0600));
}

void BackupTest::databaseIsNoTarget_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("itself") << u"headway.db"_s;
    QTest::newRow("its log") << u"headway.db-wal"_s;
    QTest::newRow("its index of the log") << u"headway.db-shm"_s;
    QTest::newRow("by another way") << u"backups/../headway.db"_s;
    QTest::newRow("a directory") << u"backups"_s;
}

void BackupTest::databaseIsNoTarget()
{
    QFETCH(const QString, target);
    SampleDatabase sample(database());
    const Result<DatabaseContent> content = backUp(database(), path(target), true);
    QCOMPARE(content.error().code, ErrorCode::InvalidArgument);
    QVERIFY(sample.tasks().revision());
}

void BackupTest::damagedDatabaseMakesNoBackup()
{
    QCOMPARE(backUp(database(), path(u"copy"_s), false).error().code, ErrorCode::NotFound);
    {
        SampleDatabase sample(database());
        for (int i = 0; i < 200; ++i)
            sample.insert(sample.owner, QString(300, u'x'));
    }
    QByteArray bytes = bytesOf(database());
    bytes.replace(bytes.size() / 2, 4096, QByteArray(4096, '\0'));
    write(database(), bytes);
    QVERIFY(!backUp(database(), path(u"copy"_s), false));
    QVERIFY(QDir(path(u"."_s)).entryList({u"copy*"_s}, QDir::Files | QDir::Hidden).isEmpty());
}

void BackupTest::olderSchemaIsBackedUpAsItIs()
{
    write(database(), {});
    QVERIFY(Database::make(database(), 1));
    const Result<DatabaseContent> content = backUp(database(), path(u"copy"_s), false);
    QVERIFY(content);
    QCOMPARE(content->schemaVersion, 1);
}

void BackupTest::whatIsUnfitIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<ErrorCode>("code");
    for (const char *what : {"nonsense", "truncated", "empty", "directory", "fifo", "stranger",
                             "no version", "no owner", "astray", "extra trigger"})
        QTest::newRow(what) << QString::fromLatin1(what) << ErrorCode::InvalidArgument;
    QTest::newRow("nothing") << u"nothing"_s << ErrorCode::NotFound;
    QTest::newRow("newer") << u"newer"_s << ErrorCode::NewerSchema;
}

void BackupTest::makeUnfit(const QString &what, const QString &file) const
{
    if (what == "nothing"_L1)
        return;
    if (what == "directory"_L1) {
        QDir().mkdir(file);
        return;
    }
    if (what == "fifo"_L1) {
        ::mkfifo(QFile::encodeName(file).constData(), 0600);
        return;
    }
    write(file, {});
    if (what == "empty"_L1)
        return;
    if (what == "nonsense"_L1)
        return write(file, QByteArray(10'000, 'x'));
    if (what == "stranger"_L1) {
        auto database = Database::openAsItIs(file);
        QVERIFY((*database)->execute(u"CREATE TABLE songs (name TEXT)"_s));
        QVERIFY((*database)->execute(u"PRAGMA user_version = 1"_s));
        return;
    }
    {
        SampleDatabase sample(file);
        for (int i = 0; i < 50; ++i)
            sample.insert(sample.owner, QString(300, u'x'));
        const QHash<QString, QString> spoilers{
            {u"newer"_s, u"PRAGMA user_version = 999"_s},
            {u"no version"_s, u"PRAGMA user_version = 0"_s},
            {u"no owner"_s, u"UPDATE accounts SET is_owner = 0"_s},
            {u"astray"_s, u"UPDATE tasks SET owner_id = 99"_s},
            {u"extra trigger"_s,
             u"CREATE TRIGGER more AFTER INSERT ON accounts BEGIN DELETE FROM tasks; END"_s},
        };
        QVERIFY(sample.database().execute(u"PRAGMA foreign_keys = OFF"_s));
        if (spoilers.contains(what))
            QVERIFY(sample.database().execute(spoilers.value(what)));
    }
    if (what == "truncated"_L1)
        QVERIFY(QFile::resize(file, QFileInfo(file).size() / 2));
}

void BackupTest::whatIsUnfitIsRefused()
{
    QFETCH(const QString, what);
    QFETCH(const ErrorCode, code);
    {
        SampleDatabase sample(database());
        sample.insert(sample.owner);
    }
    const QByteArray before = bytesOf(database());
    const QString file = path(u"file"_s);
    makeUnfit(what, file);
    const QByteArray fileBefore = QFileInfo(file).isFile() ? bytesOf(file) : QByteArray();
    const Result<Restored> restored = restore(file, database(), backups(), now);
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, code);
    QVERIFY2(restored.error().detail.contains(file), qPrintable(restored.error().detail));
    QCOMPARE(bytesOf(database()), before);
    QCOMPARE(kept(), QStringList());
    if (QFileInfo(file).isFile())
        QCOMPARE(bytesOf(file), fileBefore);
}

void BackupTest::restoredDatabaseBeginsANewEra()
{
    quint64 newest = 0;
    {
        SampleDatabase sample(database());
        sample.insert(sample.owner, u"before"_s);
        sample.addToken(sample.owner);
        QVERIFY(backUp(database(), path(u"copy"_s), false));
        for (int i = 0; i < 10; ++i)
            newest = sample.insert(sample.owner).revision;
    }
    QVERIFY(restore(path(u"copy"_s), database(), backups(), now));
    QCOMPARE(modeOf(database()), mode_t(0600));
    const auto opened = Database::open(database());
    QVERIFY(opened);
    TaskStore tasks(**opened);
    AccountStore accounts(**opened);
    ChangeStore changes(**opened);
    const QList<StoredAccount> people = *accounts.accounts();
    QCOMPARE(people.size(), 2);
    QVERIFY(accounts.credentials()->isEmpty());
    const TaskPage page = *tasks.list(people.constFirst().account.id, {});
    QCOMPARE(page.tasks.size(), 1);
    QCOMPARE(page.tasks.constFirst().name, u"before"_s);
    QVERIFY(*tasks.revision() > newest);
    for (const StoredAccount &person : people) {
        for (const quint64 known : {quint64(0), quint64(1), newest, newest + 1000}) {
            const ChangePage told = *changes.since(person.account.id, known, {});
            QVERIFY2(told.isReset, qPrintable(QString::number(known)));
            QVERIFY(told.revision > newest);
        }
        const quint64 present = *tasks.revision();
        QVERIFY(!changes.since(person.account.id, present, {})->isReset);
    }
    QVERIFY(changes.forgetDeletions(people.constFirst().account.id, 10'000)); // the mark stays
    QVERIFY(changes.since(people.constFirst().account.id, newest, {})->isReset);
}

void BackupTest::restoreKeepsWhatWasThere()
{
    {
        SampleDatabase sample(database());
        QVERIFY(backUp(database(), path(u"copy"_s), false));
        sample.insert(sample.owner, u"after"_s);
    }
    const Result<Restored> restored = restore(path(u"copy"_s), database(), backups(), now);
    QVERIFY(restored);
    QCOMPARE(restored->content.rows.value(u"tasks"_s), 0);
    QCOMPARE(restored->kept, backups() + "/replaced-20270115T080000Z"_L1);
    QCOMPARE(modeOf(restored->kept), mode_t(0700));
    // and can come back, at the same second even
    const Result<Restored> back =
        restore(restored->kept + "/headway.db"_L1, database(), backups(), now);
    QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
    QCOMPARE(back->content.rows.value(u"tasks"_s), 1);
    QVERIFY(back->content.revision > restored->content.revision);
    QCOMPARE(kept().size(), 2);
}

void BackupTest::restoreNeedsNoDatabase()
{
    {
        SampleDatabase sample(path(u"copy"_s));
        sample.insert(sample.owner);
    }
    const Result<Restored> restored = restore(path(u"copy"_s), database(), backups(), now);
    QVERIFY(restored);
    QCOMPARE(restored->kept, QString());
    QCOMPARE(kept(), QStringList());
    QVERIFY(Database::open(database()));
}

void BackupTest::logBesideTheFileIsRead()
{
    SampleDatabase sample(path(u"live.db"_s));
    sample.insert(sample.owner);
    QVERIFY(QFile::copy(path(u"live.db"_s), path(u"copy"_s)));
    QVERIFY(QFile::copy(path(u"live.db-wal"_s), path(u"copy-wal"_s)));
    const QByteArray log = bytesOf(path(u"copy-wal"_s));
    QVERIFY(!log.isEmpty());
    const Result<Restored> restored = restore(path(u"copy"_s), database(), backups(), now);
    QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
    QCOMPARE(restored->content.rows.value(u"tasks"_s), 1);
    QCOMPARE(bytesOf(path(u"copy-wal"_s)), log);
}

void BackupTest::interruptedSwapIsFinished_data()
{
    QTest::addColumn<QStringList>("moved");
    QTest::newRow("before anything was moved") << QStringList();
    QTest::newRow("after the database") << QStringList{u"headway.db"_s};
    QTest::newRow("after its log") << QStringList{u"headway.db"_s, u"headway.db-wal"_s};
}

void BackupTest::interruptedSwapIsFinished()
{
    QFETCH(const QStringList, moved);
    for (const char *name : {"headway.db", "headway.db-wal"})
        write(path(QString::fromLatin1(name)), name);
    const QString directory = backups() + "/replaced-now"_L1;
    QVERIFY(makePrivateDirectory(directory));
    write(directory + "/new.db"_L1, "new");
    for (const QString &name : moved)
        QVERIFY(QFile::rename(path(name), directory + u'/' + name));
    QVERIFY(finishSwaps(database(), backups()));
    QCOMPARE(bytesOf(database()), "new");
    QVERIFY(!QFile::exists(database() + "-wal"_L1));
    QCOMPARE(bytesOf(directory + "/headway.db"_L1), "headway.db");
    QCOMPARE(bytesOf(directory + "/headway.db-wal"_L1), "headway.db-wal");
    QVERIFY(finishSwaps(database(), backups())); // nothing left to do
    QCOMPARE(bytesOf(database()), "new");
}

void BackupTest::interruptedPreparationIsForgotten()
{
    write(database(), "old");
    write(backups() + "/mine.db"_L1, "mine");
    const Result<DatabaseSwap> swap =
        DatabaseSwap::begin(database(), backups(), u"replaced"_s, now);
    write(swap->draft(), "half");
    QVERIFY(finishSwaps(database(), backups()));
    QCOMPARE(bytesOf(database()), "old");
    QCOMPARE(kept(), QStringList{u"mine.db"_s});
}

QTEST_GUILESS_MAIN(BackupTest)
#include "tst_backup.moc"
