#include "core/store/outputstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
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
    void notesStayUntilTheCutIsOnDisk();
    void tornNoteIsWrittenOver();
    void damagedNoteIsPassedOver();
    void unusableKeysAreSetAside_data();
    void unusableKeysAreSetAside();
    void onlyTheNewestKeysAreKept_data();
    void onlyTheNewestKeysAreKept();
    void sizeAfterIsOnlyAsked();
    void oldKeysAreForgotten();
    void nothingStaysBehind();
    void totalIsOfWhatTasksHaveWritten();

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

void OutputStoreTest::notesStayUntilTheCutIsOnDisk()
{
    const auto afresh = [this] { return OutputKeys(m_directory->path()); };
    QVERIFY(afresh().note(m_id, {"a", "append one ", m_now}, 0, 4));
    QVERIFY(afresh().note(m_id, {"b", "append two ", m_now}, 4, 4));
    QCOMPARE(*afresh().wholeSize(m_id, 6), 4);
    QCOMPARE(*afresh().wholeSize(m_id, 6), 4); // a kill before the cut takes nothing away
    QVERIFY(afresh().settle(m_id, 4));
    QCOMPARE(*afresh().wholeSize(m_id, 6), 6);
    QVERIFY(*afresh().find(m_id, {"a", "append one "}));
    QVERIFY(!*afresh().find(m_id, {"b", "append two "}));
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

void OutputStoreTest::damagedNoteIsPassedOver()
{
    QVERIFY(append("one ", "a"));
    const qint64 second = QFileInfo(keysFile()).size();
    QVERIFY(append("two ", "b"));
    QVERIFY(append("three ", "c"));
    {
        QFile file(keysFile()); // the end of its piece lies beyond the output
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(second + 72));
        QVERIFY(file.putChar('\x01'));
    }
    restart();
    QTest::failOnWarning(QRegularExpression(u"damaged"_s)); // told once, to whoever wants a piece
    m_store->forgetKeys(m_now);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"^1 damaged keys passed over.*"_s + m_id.toString()));
    QCOMPARE(*append("three ", "c"), 14); // none of what is there is cut off
    QCOMPARE(*append("one ", "a"), 4);
    QCOMPARE(output(), "one two three ");
    QCOMPARE(*append("two ", "b"), 18);
}

void OutputStoreTest::unusableKeysAreSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isPrivate");
    QTest::newRow("open to others") << QByteArray() << false;
    QTest::newRow("too large") << QByteArray(1'000'000, 'x') << true;
    QTest::newRow("of no sense") << QByteArray(10'000, '\xff') << true;
}

void OutputStoreTest::unusableKeysAreSetAside()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isPrivate);
    QVERIFY(append("one ", "a"));
    {
        QFile file(keysFile());
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(content), content.size());
        if (!isPrivate)
            QVERIFY(file.setPermissions(file.permissions() | QFile::ReadOther));
    }
    restart();
    QCOMPARE(*append("two ", "b"), 8);
    QCOMPARE(*append("two ", "b"), 8);
    QCOMPARE(output(), "one two ");
    m_store->remove(m_id);
    QVERIFY(QDir(m_directory->path()).isEmpty());
}

void OutputStoreTest::onlyTheNewestKeysAreKept_data()
{
    QTest::addColumn<int>("pace"); // seconds between two pieces
    QTest::newRow("time goes on") << 1;
    QTest::newRow("time stands still") << 0;
    QTest::newRow("the clock is set back") << -1;
    QTest::newRow("the clock is set back by days") << -200'000;
}

void OutputStoreTest::onlyTheNewestKeysAreKept()
{
    QFETCH(int, pace);
    constexpr qsizetype kept = 3;
    OutputKeys keys(m_directory->path(), kept);
    const auto keyOf = [this, pace](int i) {
        return OutputKey{QByteArray::number(i), "the same", m_now.addSecs(i * pace)};
    };
    for (int i = 0; i <= 2 * kept; ++i)
        QVERIFY(keys.note(m_id, keyOf(i), i, 1));
    for (int i = 0; i <= 2 * kept; ++i)
        QCOMPARE((*keys.find(m_id, keyOf(i))).has_value(), i > kept);
    OutputKeys later(m_directory->path(), kept);
    QCOMPARE((*later.find(m_id, keyOf(kept))).has_value(), false);
    QCOMPARE((*later.find(m_id, keyOf(kept + 1)))->begin, kept + 1);
}

void OutputStoreTest::sizeAfterIsOnlyAsked()
{
    const OutputKey first{"a", "append one ", m_now};
    QCOMPARE(*m_store->sizeAfter(m_id, first), std::nullopt);
    QVERIFY(QDir(m_directory->path()).isEmpty());
    QVERIFY(append("one ", "a"));
    QVERIFY(append("two "));
    restart();
    QCOMPARE(*m_store->sizeAfter(m_id, first), std::optional<qint64>(4));
    QCOMPARE(*m_store->sizeAfter(m_id, {"b", "append one ", m_now}), std::nullopt);
    QCOMPARE(m_store->sizeAfter(m_id, {"a", "else", m_now}).error().code, ErrorCode::KeyReused);
    QCOMPARE(output(), "one two ");
}

void OutputStoreTest::oldKeysAreForgotten()
{
    QVERIFY(append("one ", "a"));
    QVERIFY(OutputKeys(m_directory->path()).note(m_id, {"b", "append two ", m_now}, 4, 4));
    {
        QFile file(m_directory->filePath(m_id.toString() + ".log"_L1));
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write("tw"), 2);
    }
    restart();
    m_store->forgetKeys(m_now);
    QVERIFY(QFile::exists(keysFile()));
    m_store->forgetKeys(m_now.addSecs(1));
    QVERIFY(!QFile::exists(keysFile()));
    QCOMPARE(output(), "one "); // what was cut short does not pass for output
    QCOMPARE(*append("one ", "a"), 8);
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

void OutputStoreTest::totalIsOfWhatTasksHaveWritten()
{
    QCOMPARE(m_store->totalSize(), 0);
    QVERIFY(append("one ", "a"));
    QVERIFY(m_store->append(TaskId::make(), "three ", {}));
    QVERIFY(QFile::exists(keysFile()));
    QCOMPARE(m_store->totalSize(), 10); // without the notes of the keys
}

QTEST_GUILESS_MAIN(OutputStoreTest)
#include "tst_outputstore.moc"
