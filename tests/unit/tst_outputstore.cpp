#include "core/store/outputstore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace headway;
using namespace Qt::StringLiterals;

class OutputStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void pieceWithAKeyIsAddedOnce();
    void keyOfSomethingElseIsRefused();
    void pieceThatAKillCutShortIsAddedWhole_data();
    void pieceThatAKillCutShortIsAddedWhole();
    void tornNoteIsWrittenOver();
    void onlyTheNewestKeysAreKept();
    void nothingStaysBehind();

private:
    void restart() { m_store = std::make_unique<OutputStore>(m_directory->path()); }
    Result<qint64> append(const QByteArray &bytes, const QByteArray &key = {})
    {
        return m_store->append(m_id, bytes, {}, {key, "append " + bytes, m_now});
    }
    QByteArray output() const { return m_store->read(m_id, 0, 1000)->bytes; }
    QString keysFile() const { return m_directory->filePath(m_id.toString() + ".keys"_L1); }

    const TaskId m_id = TaskId::make();
    const QDateTime m_now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<OutputStore> m_store;
};

void OutputStoreTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    restart();
}

void OutputStoreTest::pieceWithAKeyIsAddedOnce()
{
    QCOMPARE(*append("one ", "a"), 4);
    QCOMPARE(*append("two ", "b"), 8);
    QCOMPARE(*append("three "), 14);
    QCOMPARE(*append("one ", "a"), 4); // the first answer
    restart();
    QCOMPARE(*append("two ", "b"), 8);
    QCOMPARE(*append("four ", "c"), 19);
    QCOMPARE(*append("one ", "a"), 4);
    QCOMPARE(output(), "one two three four ");
}

void OutputStoreTest::keyOfSomethingElseIsRefused()
{
    QVERIFY(append("one ", "a"));
    restart();
    QCOMPARE(append("two ", "a").error().code, ErrorCode::KeyReused);
    QCOMPARE(output(), "one ");
}

void OutputStoreTest::pieceThatAKillCutShortIsAddedWhole_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("noted") << QByteArray();
    QTest::newRow("noted and begun") << QByteArray("tw");
}

void OutputStoreTest::pieceThatAKillCutShortIsAddedWhole()
{
    QFETCH(QByteArray, left);
    QVERIFY(append("one ", "a"));
    QVERIFY(OutputKeys(m_directory->path()).note(m_id, {"b", "append two ", m_now}, 4, 4));
    {
        QFile file(m_directory->filePath(m_id.toString() + ".log"_L1));
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(left), left.size());
    }
    restart();
    QCOMPARE(*append("another's "), 14); // must not pass for what was noted
    QCOMPARE(*append("two ", "b"), 18);
    QCOMPARE(*append("two ", "b"), 18);
    QCOMPARE(output(), "one another's two ");
}

void OutputStoreTest::tornNoteIsWrittenOver()
{
    QVERIFY(append("one ", "a"));
    {
        QFile file(keysFile());
        QVERIFY(file.open(QIODevice::Append));
        QVERIFY(file.write("half a note") > 0);
    }
    restart();
    QVERIFY(append("two ", "b"));
    restart();
    QCOMPARE(*append("one ", "a"), 4);
    QCOMPARE(*append("two ", "b"), 8);
    QCOMPARE(output(), "one two ");
}

void OutputStoreTest::onlyTheNewestKeysAreKept()
{
    constexpr qsizetype kept = 3;
    OutputKeys keys(m_directory->path(), kept);
    const auto keyOf = [this](int i) {
        return OutputKey{QByteArray::number(i), "the same", m_now.addSecs(i)};
    };
    for (int i = 0; i <= 2 * kept; ++i)
        QVERIFY(keys.note(m_id, keyOf(i), i, 1));
    for (int i = 0; i <= 2 * kept; ++i)
        QCOMPARE((*keys.find(m_id, keyOf(i))).has_value(), i > kept);
    OutputKeys later(m_directory->path(), kept);
    QCOMPARE((*later.find(m_id, keyOf(kept))).has_value(), false);
    QCOMPARE((*later.find(m_id, keyOf(kept + 1)))->begin, kept + 1);
}

void OutputStoreTest::nothingStaysBehind()
{
    QVERIFY(append("one ", "a"));
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(keysFile()).constData(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    m_store->remove(m_id);
    QVERIFY(QDir(m_directory->path()).isEmpty());
    QCOMPARE(*append("one ", "a"), 4); // it is another output now
}

QTEST_GUILESS_MAIN(OutputStoreTest)
#include "tst_outputstore.moc"
