#include "core/service/firstrows.h"
#include "core/service/textpile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

using Rows = QList<quint32>;

/// Up to @p greatest; -1 where nothing could be found.
QList<int> numbersIn(const Result<NumberSet> &rows, int greatest)
{
    if (!rows)
        return {-1};
    QList<int> numbers;
    for (int row = 0; row <= greatest; ++row) {
        if (rows->contains(static_cast<quint32>(row)))
            numbers.append(row);
    }
    return numbers;
}

} // namespace

/// The texts that searches look through, and what of a search is known before its end.
class TextPileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsInEveryBlock();
    void findsAllWordsInOneText();
    void forgetsTheTextThatARowHad();
    void looksOnInWhatItHasFound();
    void leavesNoFile();
    void looksThroughTheNewestFirst();
    void looksOnWhereASearchWasLeft();
    void firstRowsAreSureBeforeTheEnd();
    void firstRowsWaitForWhatStandsBeforeThem();
    void firstRowsGiveUp();

private:
    const QTemporaryDir m_directory;
};

void TextPileTest::findsInEveryBlock()
{
    TextPile pile(m_directory.path());
    for (quint32 row = 1; row <= 30'000; ++row)
        QVERIFY(pile.append(row, "text number " + QByteArray::number(row) + " of many in it"));
    const auto found = [&pile](const QByteArray &part) {
        return numbersIn(pile.find({{{part}, false}}), 30'001);
    };
    QCOMPARE(found("number 12345 "), QList<int>({12345}));
    QCOMPARE(found("number 29999 "), QList<int>({29999})); // not in the file yet
    for (const char *part : {"text", "", "t", "it", "xt"}) // at both ends, and within
        QCOMPARE(found(part).size(), 30'000);
    for (const char *part : {"it\ntext", "tt", "z", "zz", "texts"})
        QVERIFY(found(part).isEmpty());
}

void TextPileTest::findsAllWordsInOneText()
{
    TextPile pile(m_directory.path());
    const QList<QByteArray> texts{"red house", "red car", "green house", "red tree house"};
    for (quint32 row = 0; row < 20'000; ++row)
        QVERIFY(pile.append(row, row < 4 ? texts[row] : QByteArray("grey stone in a long wall")));
    const auto found = [&pile](const TextPile::Words &words) {
        return numbersIn(pile.find(words), 20'000);
    };
    QCOMPARE(found({{{"red"}, false}, {{"house"}, false}}), QList<int>({0, 3}));
    QCOMPARE(found({{{"house"}, false}, {{"red", "green"}, false}}), QList<int>({0, 2, 3}));
    QCOMPARE(found({{{"red"}, false}, {{"tree"}, true}}), QList<int>({0, 1}));
    QCOMPARE(found({{{"stone", "red"}, true}}), QList<int>({2}));
    QCOMPARE(found({{{"red"}, false}, {{"stone"}, false}}), QList<int>());
    QCOMPARE(found({}).size(), 20'000);
}

void TextPileTest::forgetsTheTextThatARowHad()
{
    TextPile pile(m_directory.path());
    QVERIFY(pile.append(7, "lost"));
    for (quint32 row = 100; row < 20'000; ++row)
        QVERIFY(pile.append(row, "some other text of a row"));
    QVERIFY(pile.append(7, "corrected"));
    QCOMPARE(numbersIn(pile.find({{{"lost"}, false}}), 20'000), QList<int>());
    QCOMPARE(numbersIn(pile.find({{{"corrected"}, false}}), 20'000), QList<int>({7}));
    QCOMPARE(numbersIn(pile.find({{{"other"}, true}}), 20'000), QList<int>({7}));
}

void TextPileTest::looksOnInWhatItHasFound()
{
    TextPile pile(m_directory.path());
    constexpr quint32 rows = 30'000;
    for (quint32 row = 1; row <= rows; ++row)
        QVERIFY(pile.append(row, "text number " + QByteArray::number(row) + " of many in it"));
    const auto found = [&pile](const TextPile::Words &words) {
        return numbersIn(pile.find(words), rows + 2);
    };
    QCOMPARE(found({{{"number 1234"}, false}}).size(), 11);
    QVERIFY(pile.lookedThrough() >= rows);
    QVERIFY(pile.append(rows + 1, "number 12345 as well"));
    QVERIFY(pile.append(12345, "another text by now"));
    QCOMPARE(found({{{"number 12345"}, false}}), QList<int>({rows + 1}));
    QVERIFY(pile.lookedThrough() < rows / 10);
    QCOMPARE(found({{{"number 12345"}, false}, {{"well"}, true}}), QList<int>());
    QVERIFY(pile.lookedThrough() < rows / 10);
    // Whatever may hold in other texts is looked for in all of them.
    QCOMPARE(found({{{"number 77"}, false}, {{"9 "}, true}}).size(), 100);
    QVERIFY(pile.lookedThrough() >= rows);
    QCOMPARE(found({{{"number 77"}, false}}).size(), 111);
    QCOMPARE(found({{{"number 771", "number 13"}, false}}).size(), 1122);
    QVERIFY(pile.lookedThrough() >= rows);
}

void TextPileTest::leavesNoFile()
{
    const QTemporaryDir directory;
    TextPile pile(directory.path());
    for (quint32 row = 0; row < 20'000; ++row)
        QVERIFY(pile.append(row, "some text that is long enough to be written"));
    QCOMPARE(numbersIn(pile.find({{{"long"}, false}}), 20'000).size(), 20'000);
    QVERIFY(QDir(directory.path()).isEmpty());
    TextPile nowhere(directory.filePath(u"none"_s));
    bool isRefused = false;
    for (quint32 row = 0; row < 20'000 && !isRefused; ++row)
        isRefused = !nowhere.append(row, "some text that is long enough to be written");
    QVERIFY(isRefused);
}

void TextPileTest::looksThroughTheNewestFirst()
{
    TextPile pile(m_directory.path());
    constexpr quint32 rows = 30'000;
    for (quint32 row = 1; row <= rows; ++row)
        QVERIFY(pile.append(row, "text number " + QByteArray::number(row) + " of many in it"));
    quint32 oldest = rows + 1;
    std::vector<quint32> pieces;
    const auto found = pile.find({{{"text"}, false}}, [&](const auto &looked, const auto &until) {
        for (const quint32 row : looked) {
            pieces.push_back(row);
            oldest = qMin(oldest, row);
        }
        return until.contains(oldest) && oldest > rows / 2;
    });
    QVERIFY(oldest <= rows / 2 && oldest > 1);
    QCOMPARE(pile.lookedThrough(), qint64(rows - oldest + 1));
    QCOMPARE(pieces.size(), size_t(rows - oldest + 1));
    QCOMPARE(numbersIn(found, rows).first(), int(oldest));
}

void TextPileTest::looksOnWhereASearchWasLeft()
{
    TextPile pile(m_directory.path());
    constexpr quint32 rows = 30'000;
    for (quint32 row = 1; row <= rows; ++row)
        QVERIFY(pile.append(row, "text number " + QByteArray::number(row) + " of many in it"));
    const auto found = [&pile](const QByteArray &part) {
        return numbersIn(pile.find({{{part}, false}}), rows);
    };
    QCOMPARE(found("number 29").size(), 1111);
    // One that is left at once, and knows from the one before what need not be looked through.
    const auto leave = [](const auto &, const auto &) { return false; };
    QVERIFY(pile.find({{{"number 299"}, false}}, leave));
    QCOMPARE(found("number 2999").size(), 11);
    QVERIFY(pile.lookedThrough() <= 1111);
    // One that was left knows nothing of what it has not looked through.
    QVERIFY(pile.find({{{"number 1"}, false}}, leave));
    QCOMPARE(found("number 12").size(), 1111);
    QCOMPARE(found("number 12345"), QList<int>({12345}));
    // What is followed is told of the pieces that need not be looked through, too.
    size_t told = 0;
    QVERIFY(pile.find({{{"number 12345"}, false}}, [&told](const auto &looked, const auto &) {
        told += looked.size();
        return true;
    }));
    QCOMPARE(told, size_t(rows));
    QCOMPARE(pile.lookedThrough(), 1);
}

void TextPileTest::firstRowsAreSureBeforeTheEnd()
{
    const QList<quint32> order{9, 8, 7, 6, 5, 4, 3, 2, 1};
    FirstRows all(order, 3, [](const Rows &rows) { return rows; });
    FirstRows odd(order, 2, [](Rows rows) {
        rows.removeIf([](quint32 row) { return row % 2 == 0; });
        return rows;
    });
    NumberSet found(Rows{9, 8, 6});
    QVERIFY(all.take({9, 8, 7, 6}, found));
    QCOMPARE(all.rows(), Rows({9, 8, 6}));
    QVERIFY(!odd.take({9, 8, 7, 6}, found));
    QCOMPARE(odd.rows(), Rows());
    found.insert(Rows{5, 4, 3});
    QVERIFY(odd.take({5, 4, 3}, found));
    QCOMPARE(odd.rows(), Rows({9, 5}));
}

void TextPileTest::firstRowsWaitForWhatStandsBeforeThem()
{
    const QList<quint32> order{1, 9, 8, 2};
    FirstRows first(order, 2, [](const Rows &rows) { return rows; });
    NumberSet found(Rows{9, 8});
    QVERIFY(!first.take({9, 8}, found));
    found.insert(quint32{1});
    QVERIFY(first.take({2, 1}, found));
    QCOMPARE(first.rows(), Rows({1, 9}));
}

void TextPileTest::firstRowsGiveUp()
{
    Rows order(3000);
    std::iota(order.begin(), order.end(), 1);
    qsizetype asked = 0;
    const auto passing = [&asked](const Rows &rows) {
        asked += rows.size();
        return asked > 1000 ? std::nullopt : std::optional(rows.first(1));
    };
    FirstRows few(order, 3, passing);
    few.takeAll();
    QCOMPARE(few.rows().size(), 3);
    QVERIFY(asked <= 1000); // no more than it takes
    asked = 0;
    FirstRows many(order, 100, passing);
    many.takeAll();
    QVERIFY(many.rows().isEmpty());
    QVERIFY(asked < 2000);
}

QTEST_GUILESS_MAIN(TextPileTest)
#include "tst_textpile.moc"
