#include "core/base/lockholder.h"
#include "core/service/instancelock.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

/// The lock of a data directory, seen from within and from outside.
class tst_InstanceLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holderIsKnownWhileItHolds();
    void linkHasNoHolder();
    void secondIsToldTheFirst();
    void askingKeepsNobodyOut();

private:
    QTemporaryDir m_directory;
    const QString m_file = m_directory.filePath(u"lock"_s);
};

void tst_InstanceLock::holderIsKnownWhileItHolds()
{
    QVERIFY(!lockHolder(m_file));
    {
        const Result<InstanceLock> lock = InstanceLock::acquire(m_file);
        QVERIFY(lock.isOk());
        QCOMPARE(lockHolder(m_file), std::optional(qint64(::getpid())));
    }
    QVERIFY(!lockHolder(m_file));
}

void tst_InstanceLock::linkHasNoHolder()
{
    const Result<InstanceLock> lock = InstanceLock::acquire(m_file);
    const QString link = m_directory.filePath(u"link"_s);
    QVERIFY(QFile::link(m_file, link));
    QVERIFY(!lockHolder(link));
}

void tst_InstanceLock::secondIsToldTheFirst()
{
    const Result<InstanceLock> first = InstanceLock::acquire(m_file);
    const Result<InstanceLock> second = InstanceLock::acquire(m_file);
    QCOMPARE(second.error().code, ErrorCode::InUse);
    QVERIFY(second.error().detail.contains(u"process %1)"_s.arg(::getpid())));
}

void tst_InstanceLock::askingKeepsNobodyOut()
{
    std::atomic<bool> isDone = false;
    std::thread asker([&] {
        while (!isDone)
            lockHolder(m_file);
    });
    int refused = 0;
    for (int start = 0; start < 500; ++start)
        refused += InstanceLock::acquire(m_file).isOk() ? 0 : 1;
    isDone = true;
    asker.join();
    QCOMPARE(refused, 0);
}

QTEST_GUILESS_MAIN(tst_InstanceLock)
#include "tst_instancelock.moc"
