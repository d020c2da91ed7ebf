#include "core/base/privatefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

/// The mode bits of @p path itself, -1 when there is none.
int modeOf(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0
        ? static_cast<int>(info.st_mode & 07777)
        : -1;
}

bool setMode(const QString &path, mode_t mode)
{
    return ::chmod(QFile::encodeName(path).constData(), mode) == 0;
}

bool giveAway(const QString &path)
{
    constexpr uid_t nobody = 65534;
    return ::lchown(QFile::encodeName(path).constData(), nobody, nobody) == 0;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

bool writePlain(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

class Umask
{
public:
    explicit Umask(mode_t mask)
        : m_before(::umask(mask))
    {
    }
    ~Umask() { ::umask(m_before); }
    Q_DISABLE_COPY_MOVE(Umask)

private:
    const mode_t m_before;
};

} // namespace

class PrivateFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void modesAreOursWhateverTheUmask_data();
    void modesAreOursWhateverTheUmask();
    void missingParentsAreMade();
    void widerModesAreNarrowed();
    void makingTwiceKeepsTheContent();
    void linksAreRefused_data();
    void linksAreRefused();
    void otherKindsAreRefused();
    void othersThingsAreRefused();
    void widelyReadableSecretIsRefused_data();
    void widelyReadableSecretIsRefused();
    void contentComesBack();
    void missingFileIsNotFound();
    void sizeIsBounded();
    void writingReplacesALinkNotItsTarget();
    void failedWriteLeavesNothingBehind();
    void unnamedFileIsOursAlone();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void PrivateFileTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void PrivateFileTest::modesAreOursWhateverTheUmask_data()
{
    QTest::addColumn<int>("umask");
    QTest::newRow("none") << 0000;
    QTest::newRow("usual") << 0022;
    QTest::newRow("group too") << 0002;
    QTest::newRow("not even ours") << 0777;
}

void PrivateFileTest::modesAreOursWhateverTheUmask()
{
    QFETCH(int, umask);
    const Umask mask(static_cast<mode_t>(umask));
    QVERIFY(makePrivateDirectory(path(u"d"_s)));
    QCOMPARE(modeOf(path(u"d"_s)), 0700);
    QVERIFY(makePrivateFile(path(u"d/made"_s)));
    QCOMPARE(modeOf(path(u"d/made"_s)), 0600);
    QVERIFY(writePrivateFile(path(u"d/written"_s), "x"));
    QCOMPARE(modeOf(path(u"d/written"_s)), 0600);
}

void PrivateFileTest::missingParentsAreMade()
{
    QVERIFY(makePrivateDirectory(path(u"a/b/c"_s)));
    QCOMPARE(modeOf(path(u"a/b/c"_s)), 0700);
}

void PrivateFileTest::widerModesAreNarrowed()
{
    QVERIFY(QDir().mkdir(path(u"d"_s)) && setMode(path(u"d"_s), 0777));
    QVERIFY(makePrivateDirectory(path(u"d"_s)));
    QCOMPARE(modeOf(path(u"d"_s)), 0700);

    QVERIFY(writePlain(path(u"f"_s), "kept") && setMode(path(u"f"_s), 0644));
    QVERIFY(makePrivateFile(path(u"f"_s)));
    QCOMPARE(modeOf(path(u"f"_s)), 0600);
    QCOMPARE(contentOf(path(u"f"_s)), "kept");

    QVERIFY(setMode(path(u"f"_s), 0644));
    QVERIFY(writePrivateFile(path(u"f"_s), "new"));
    QCOMPARE(modeOf(path(u"f"_s)), 0600);
}

void PrivateFileTest::makingTwiceKeepsTheContent()
{
    QVERIFY(writePrivateFile(path(u"f"_s), "kept"));
    QVERIFY(makePrivateFile(path(u"f"_s)));
    QVERIFY(makePrivateDirectory(m_directory->path()));
    QCOMPARE(contentOf(path(u"f"_s)), "kept");
}

void PrivateFileTest::linksAreRefused_data()
{
    QTest::addColumn<bool>("targetExists");
    QTest::newRow("to something") << true;
    QTest::newRow("to nothing") << false;
}

void PrivateFileTest::linksAreRefused()
{
    QFETCH(bool, targetExists);
    if (targetExists) {
        QVERIFY(QDir().mkdir(path(u"target-d"_s)) && setMode(path(u"target-d"_s), 0755));
        QVERIFY(writePlain(path(u"target-f"_s), "secret") && setMode(path(u"target-f"_s), 0600));
    }
    QVERIFY(QFile::link(path(u"target-d"_s), path(u"d"_s)));
    QVERIFY(QFile::link(path(u"target-f"_s), path(u"f"_s)));
    QCOMPARE(makePrivateDirectory(path(u"d"_s)).error().code, ErrorCode::Insecure);
    QCOMPARE(makePrivateFile(path(u"f"_s)).error().code, ErrorCode::Insecure);
    QCOMPARE(readPrivateFile(path(u"f"_s)).error().code, ErrorCode::Insecure);
    QCOMPARE(modeOf(path(u"target-d"_s)), targetExists ? 0755 : -1);
    QCOMPARE(modeOf(path(u"target-f"_s)), targetExists ? 0600 : -1);
}

void PrivateFileTest::otherKindsAreRefused()
{
    QVERIFY(writePlain(path(u"f"_s), "x"));
    QCOMPARE(makePrivateDirectory(path(u"f"_s)).error().code, ErrorCode::Insecure);

    QVERIFY(QDir().mkdir(path(u"d"_s)));
    QVERIFY(!makePrivateFile(path(u"d"_s)));
    QCOMPARE(readPrivateFile(path(u"d"_s)).error().code, ErrorCode::Insecure);

    const QString fifo = path(u"fifo"_s); // opening it must not wait for a writer
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    QCOMPARE(readPrivateFile(fifo).error().code, ErrorCode::Insecure);
    QCOMPARE(makePrivateFile(fifo).error().code, ErrorCode::Insecure);
}

void PrivateFileTest::othersThingsAreRefused()
{
    if (::geteuid() != 0)
        QSKIP("Only root can give a file away.");
    QVERIFY(QDir().mkdir(path(u"d"_s)) && giveAway(path(u"d"_s)));
    QVERIFY(writePlain(path(u"f"_s), "x") && setMode(path(u"f"_s), 0600) && giveAway(path(u"f"_s)));
    QCOMPARE(makePrivateDirectory(path(u"d"_s)).error().code, ErrorCode::Insecure);
    QCOMPARE(makePrivateFile(path(u"f"_s)).error().code, ErrorCode::Insecure);
    QCOMPARE(readPrivateFile(path(u"f"_s)).error().code, ErrorCode::Insecure);
}

void PrivateFileTest::widelyReadableSecretIsRefused_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("good");
    QTest::newRow("0600") << 0600 << true;
    QTest::newRow("0400") << 0400 << true;
    QTest::newRow("group reads") << 0640 << false;
    QTest::newRow("group writes") << 0620 << false;
    QTest::newRow("others read") << 0604 << false;
    QTest::newRow("others write") << 0602 << false;
    QTest::newRow("others execute") << 0601 << false;
}

void PrivateFileTest::widelyReadableSecretIsRefused()
{
    QFETCH(int, mode);
    QFETCH(bool, good);
    QVERIFY(writePlain(path(u"f"_s), "secret") && setMode(path(u"f"_s), static_cast<mode_t>(mode)));
    const Result<QByteArray> read = readPrivateFile(path(u"f"_s));
    QCOMPARE(read.isOk(), good);
    if (!good)
        QCOMPARE(read.error().code, ErrorCode::Insecure);
}

void PrivateFileTest::contentComesBack()
{
    const QByteArray bytes = QByteArray(5000, 'x') + '\0' + "\xff\n";
    QVERIFY(writePrivateFile(path(u"f"_s), "before, and longer than nothing"));
    QVERIFY(writePrivateFile(path(u"f"_s), bytes));
    QCOMPARE(readPrivateFile(path(u"f"_s)), Result<QByteArray>(bytes));
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden), QStringList(u"f"_s));
}

void PrivateFileTest::missingFileIsNotFound()
{
    QCOMPARE(readPrivateFile(path(u"none"_s)).error().code, ErrorCode::NotFound);
    QVERIFY(!writePrivateFile(path(u"none/f"_s), "x"));
}

void PrivateFileTest::sizeIsBounded()
{
    QVERIFY(writePrivateFile(path(u"f"_s), "12345678"));
    QVERIFY(readPrivateFile(path(u"f"_s), 8));
    QCOMPARE(readPrivateFile(path(u"f"_s), 7).error().code, ErrorCode::TooLarge);
}

void PrivateFileTest::writingReplacesALinkNotItsTarget()
{
    QVERIFY(writePlain(path(u"target"_s), "untouched"));
    QVERIFY(QFile::link(path(u"target"_s), path(u"f"_s)));
    QVERIFY(writePrivateFile(path(u"f"_s), "new"));
    QCOMPARE(contentOf(path(u"target"_s)), "untouched");
    QCOMPARE(readPrivateFile(path(u"f"_s)), Result<QByteArray>("new"));
}

void PrivateFileTest::failedWriteLeavesNothingBehind()
{
    QVERIFY(QDir().mkdir(path(u"d"_s))); // a file cannot take its place
    QVERIFY(!writePrivateFile(path(u"d"_s), "x"));
    QCOMPARE(
        QDir(m_directory->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList(u"d"_s));
}

void PrivateFileTest::unnamedFileIsOursAlone()
{
    const QTemporaryDir directory;
    const Umask everybody(0);
    QFile file;
    QVERIFY(openUnnamedFile(directory.path(), file));
    QCOMPARE(file.write("secret"), 6);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), QByteArray("secret"));
    struct stat info = {};
    QCOMPARE(::fstat(file.handle(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t{0600});
    QCOMPARE(info.st_nlink, nlink_t{0});
    QVERIFY(QDir(directory.path()).isEmpty());
    QFile none;
    QVERIFY(!openUnnamedFile(directory.filePath(u"none"_s), none));
}

QTEST_GUILESS_MAIN(PrivateFileTest)
#include "tst_privatefile.moc"
