#include "app/host/servicehost.h"
#include "core/service/authservice.h"
#include "core/service/service.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// Whose account the first start makes, and that no other start asks.
class tst_OwnerEmail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void firstStartAsksGit();
    void wantedAddressComesFirst();
    void laterStartsAskNobody();

private:
    QString ownerAfterStart(const QString &wanted = {});
    /// @return whether it has been since the last call
    bool wasGitAsked() { return QFile::remove(m_home->filePath(u"git.asked"_s)); }

    std::unique_ptr<QTemporaryDir> m_home;
    QByteArray m_path;
};

void tst_OwnerEmail::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QFile git(m_home->filePath(u"git"_s));
    QVERIFY(git.open(QIODevice::WriteOnly));
    git.write("#!/bin/sh\necho asked > \"$0.asked\"; echo me@example.org\n");
    git.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_path = qgetenv("PATH");
    qputenv("PATH", m_home->path().toLocal8Bit() + ':' + m_path);
}

void tst_OwnerEmail::cleanup()
{
    qputenv("PATH", m_path);
}

QString tst_OwnerEmail::ownerAfterStart(const QString &wanted)
{
    const auto host = ServiceHost::start(
        {.dataDirectory = m_home->filePath(u"data"_s), .port = 0, .entrance = {}, .email = wanted});
    return host ? (*host)->service().auth().owner().email() : host.error().detail;
}

void tst_OwnerEmail::firstStartAsksGit()
{
    QCOMPARE(ownerAfterStart(), u"me@example.org"_s);
    QVERIFY(wasGitAsked());
}

void tst_OwnerEmail::wantedAddressComesFirst()
{
    QCOMPARE(ownerAfterStart(u"wanted@example.org"_s), u"wanted@example.org"_s);
    QVERIFY(!wasGitAsked());
}

void tst_OwnerEmail::laterStartsAskNobody()
{
    QCOMPARE(ownerAfterStart(), u"me@example.org"_s);
    QVERIFY(wasGitAsked());
    QCOMPARE(ownerAfterStart(), u"me@example.org"_s);
    QVERIFY(!wasGitAsked());
}

QTEST_GUILESS_MAIN(tst_OwnerEmail)
#include "tst_owneremail.moc"
