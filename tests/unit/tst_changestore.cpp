#include "core/store/accountstore.h"
#include "core/store/changestore.h"
#include "core/store/database.h"
#include "core/store/taskstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class ChangeStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void withoutRevisionOnlyTheNewestIsTold();
    void changesAndDeletionsComeInOrder();
    void changeThatWasOverwrittenComesOnce();
    void othersAreNotSeen();
    void revisionThatWasNeverGivenOutIsAReset();
    void pagesMissNothing_data();
    void pagesMissNothing();
    void heavyChangesEndAPage();
    void forgottenDeletionsAreAReset();
    void forgettingIsEachAccountsOwn();

private:
    AccountId addAccount(const QString &email);
    Task insert(AccountId owner);
    void change(Task &task);
    void remove(const Task &task);
    ChangePage since(AccountId owner, std::optional<quint64> revision,
                     const ChangeStore::Extent &extent = {});

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<TaskStore> m_tasks;
    std::unique_ptr<ChangeStore> m_changes;
    AccountId m_owner;
    AccountId m_other;
    quint64 m_revision = 0;
};

void ChangeStoreTest::init()
{
    m_changes.reset();
    m_tasks.reset();
    m_accounts.reset();
    m_database.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    Result<std::unique_ptr<Database>> opened = Database::open(m_directory->filePath(u"db"_s));
    QVERIFY(opened);
    m_database = std::move(*opened);
    m_accounts = std::make_unique<AccountStore>(*m_database);
    m_tasks = std::make_unique<TaskStore>(*m_database);
    m_changes = std::make_unique<ChangeStore>(*m_database);
    m_revision = 0;
    m_owner = addAccount(u"owner@example.org"_s);
    m_other = addAccount(u"other@example.org"_s);
}

AccountId ChangeStoreTest::addAccount(const QString &email)
{
    StoredAccount stored;
    stored.account.email = email;
    stored.account.createdAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    return *m_accounts->insert(stored);
}

Task ChangeStoreTest::insert(AccountId owner)
{
    Task task;
    task.id = TaskId::make();
    task.owner = owner;
    task.name = u"task"_s;
    task.createdAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    task.revision = ++m_revision;
    if (const Result<void> done = m_tasks->insert(task); !done)
        qFatal("%s", qPrintable(done.error().detail));
    if (!m_tasks->setRevision(m_revision))
        qFatal("the revision cannot be written");
    return task;
}

void ChangeStoreTest::change(Task &task)
{
    task.revision = ++m_revision;
    QVERIFY(m_tasks->update(task));
    QVERIFY(m_tasks->setRevision(m_revision));
}

void ChangeStoreTest::remove(const Task &task)
{
    QVERIFY(m_tasks->remove(task.owner, task.id, ++m_revision));
    QVERIFY(m_tasks->setRevision(m_revision));
}

ChangePage ChangeStoreTest::since(AccountId owner, std::optional<quint64> revision,
                                  const ChangeStore::Extent &extent)
{
    return *m_changes->since(owner, revision, extent);
}

void ChangeStoreTest::withoutRevisionOnlyTheNewestIsTold()
{
    insert(m_owner);
    insert(m_other);
    const ChangePage page = since(m_owner, std::nullopt);
    QCOMPARE(page.revision, 2);
    QVERIFY(page.changes.isEmpty());
    QVERIFY(page.isLast && !page.isReset);
}

void ChangeStoreTest::changesAndDeletionsComeInOrder()
{
    Task first = insert(m_owner);
    const Task second = insert(m_owner);
    const Task third = insert(m_owner);
    remove(second);
    change(first);
    remove(third);
    const ChangePage page = since(m_owner, 0);
    QCOMPARE(page.changes.changed.size(), 1);
    QCOMPARE(page.changes.changed.constFirst().revision, 5);
    QCOMPARE(page.changes.deleted, (QList<DeletedTask>{{second.id, 4}, {third.id, 6}}));
    QCOMPARE(page.revision, 6);
    QVERIFY(page.isLast && !page.isReset);
    QCOMPARE(since(m_owner, 4).changes.deleted.size(), 1);
    QVERIFY(since(m_owner, 6).changes.isEmpty());
}

void ChangeStoreTest::changeThatWasOverwrittenComesOnce()
{
    Task task = insert(m_owner);
    change(task);
    change(task);
    QCOMPARE(since(m_owner, 1).changes.changed.size(), 1);
    QCOMPARE(since(m_owner, 1).changes.changed.constFirst().revision, 3);
}

void ChangeStoreTest::othersAreNotSeen()
{
    insert(m_other);
    remove(insert(m_other));
    const ChangePage page = since(m_owner, 0);
    QVERIFY(page.changes.isEmpty());
    QCOMPARE(page.revision, m_revision);
}

void ChangeStoreTest::revisionThatWasNeverGivenOutIsAReset()
{
    insert(m_owner);
    const ChangePage page = since(m_owner, 2);
    QVERIFY(page.isReset);
    QCOMPARE(page.revision, 1);
    QVERIFY(page.changes.isEmpty());
    QVERIFY(!since(m_owner, 1).isReset);
}

void ChangeStoreTest::pagesMissNothing_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 2, 3, 7, 100})
        QTest::addRow("%d", size) << size;
}

void ChangeStoreTest::pagesMissNothing()
{
    QFETCH(int, size);
    QList<quint64> expected;
    for (int i = 0; i < 20; ++i) {
        const Task kept = insert(m_owner);
        expected.append(kept.revision);
        if (i % 3 == 0) {
            remove(insert(m_owner));
            expected.append(m_revision);
        }
        insert(m_other);
    }
    QList<quint64> seen;
    quint64 at = 0;
    for (bool isLast = false; !isLast;) {
        const ChangePage page = since(m_owner, at, {.changes = size});
        QList<quint64> piece;
        for (const Task &task : page.changes.changed)
            piece.append(task.revision);
        for (const DeletedTask &task : page.changes.deleted)
            piece.append(task.revision);
        std::sort(piece.begin(), piece.end());
        seen += piece;
        QVERIFY(page.isLast || page.revision > at);
        at = page.revision;
        isLast = page.isLast;
    }
    QCOMPARE(seen, expected);
    QCOMPARE(at, m_revision);
}

void ChangeStoreTest::heavyChangesEndAPage()
{
    for (int i = 0; i < 3; ++i) {
        Task task = insert(m_owner);
        task.result = QByteArray(100, '1');
        change(task);
    }
    const ChangePage page = since(m_owner, 0, {.bytes = 150});
    QCOMPARE(page.changes.changed.size(), 2);
    QCOMPARE(page.revision, 4);
    QVERIFY(!page.isLast);
    QCOMPARE(since(m_owner, 4, {.bytes = 150}).changes.changed.size(), 1);
}

void ChangeStoreTest::forgottenDeletionsAreAReset()
{
    QList<Task> gone;
    for (int i = 0; i < 5; ++i) // revisions 1 to 10, each second one a deletion
        remove(gone.emplaceBack(insert(m_owner)));
    QVERIFY(m_changes->forgetDeletions(m_owner, 5));
    QVERIFY(!since(m_owner, 0).isReset); // nothing had to go
    QVERIFY(m_changes->forgetDeletions(m_owner, 2));
    QVERIFY(since(m_owner, 0).isReset);
    QVERIFY(since(m_owner, 5).isReset);
    QCOMPARE(since(m_owner, 5).revision, 10);
    QVERIFY(since(m_owner, 5, {.changes = 1}).isReset); // on the first page already
    const ChangePage exact = since(m_owner, 6);
    QVERIFY(!exact.isReset);
    QCOMPARE(exact.changes.deleted, (QList<DeletedTask>{{gone.at(3).id, 8}, {gone.at(4).id, 10}}));
    TaskFilter filter;
    filter.sinceRevision = 5;
    QCOMPARE(m_tasks->list(m_owner, filter).error().code, ErrorCode::InvalidArgument);
    filter.sinceRevision = 6;
    QCOMPARE(m_tasks->list(m_owner, filter)->deleted.size(), 2);

    QVERIFY(m_changes->forgetDeletions(m_owner, 2)); // again: it stays as it is
    QVERIFY(!since(m_owner, 6).isReset);
    remove(insert(m_owner));
    QVERIFY(m_changes->forgetDeletions(m_owner, 2));
    QVERIFY(since(m_owner, 7).isReset);
    QVERIFY(!since(m_owner, 8).isReset);
}

void ChangeStoreTest::forgettingIsEachAccountsOwn()
{
    const Task mine = insert(m_owner);
    remove(mine);
    for (int i = 0; i < 3; ++i)
        remove(insert(m_other));
    for (const AccountId account : {m_owner, m_other})
        QVERIFY(m_changes->forgetDeletions(account, 1));
    QVERIFY(since(m_other, 0).isReset);
    QCOMPARE(since(m_owner, 0).changes.deletedIds(), QList<TaskId>{mine.id});
}

QTEST_GUILESS_MAIN(ChangeStoreTest)
#include "tst_changestore.moc"
