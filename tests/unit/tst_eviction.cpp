#include "core/api/eviction.h"

#include <QTest>

using namespace headway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Use = Place::Use;

class EvictionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoGoes_data();
    void whoGoes();
    void aFewAmongManyKeepTheirs();
};

void EvictionTest::whoGoes_data()
{
    QTest::addColumn<QList<Place>>("places");
    QTest::addColumn<int>("leaver"); // -1: nobody
    const auto row = [](const char *name, const QList<Place> &places, int leaver) {
        QTest::newRow(name) << places << leaver;
    };
    const auto place = [](const char *holder, Use use, std::chrono::milliseconds age) {
        return Place{QString::fromLatin1(holder), use, age};
    };
    const auto waiting = [place](const char *holder, std::chrono::milliseconds age) {
        return place(holder, Use::Waiting, age);
    };
    const auto held = [place](const char *holder, std::chrono::milliseconds age) {
        return place(holder, Use::Held, age);
    };
    const auto working = [place](const char *holder, std::chrono::milliseconds age) {
        return place(holder, Use::Working, age);
    };
    const auto fresh = [place](const char *holder, std::chrono::milliseconds age) {
        return place(holder, Use::Fresh, age);
    };
    row("nobody is there", {}, -1);
    row("the only one", {waiting("a", 0ms)}, 0);
    row("the oldest of one", {waiting("a", 1s), waiting("a", 3s), waiting("a", 2s)}, 1);
    row("the first of two as old", {waiting("a", 1s), waiting("a", 1s)}, 0);
    row("of who holds most", {waiting("b", 9s), waiting("a", 1s), waiting("a", 2s)}, 2);
    row("of who holds most, however few", {waiting("a", 1s), waiting("b", 2s), waiting("a", 1s)},
        0);
    row("the oldest where all hold as many", {waiting("a", 1s), waiting("b", 2s)}, 1);
    row("one that waits before one that is held", {held("a", 9s), waiting("a", 1s)}, 1);
    row("one that is held before one at work", {working("a", 9s), held("a", 1s)}, 1);
    row("one at work when all are", {working("a", 1s), working("a", 2s)}, 1);
    row("the oldest that is held", {held("a", 1s), held("a", 2s), working("a", 3s)}, 1);
    row("held of the most, not waiting of another",
        {waiting("b", 9s), held("a", 1s), held("a", 2s)}, 2);
    row("at work of the most, not waiting of another",
        {waiting("b", 9s), working("a", 1s), working("a", 2s)}, 2);
    row("the waiting one where all hold as many", {held("a", 9s), waiting("b", 1s)}, 1);
    row("a fresh one stays", {fresh("a", 1s)}, -1);
    row("fresh ones stay", {fresh("a", 1s), waiting("a", 0ms), fresh("a", 2s)}, 1);
    row("nobody pays for fresh ones of another",
        {fresh("a", 1ms), fresh("a", 2ms), waiting("b", 9s)}, -1);
    row("three users",
        {waiting("a", 9s), waiting("b", 1s), waiting("b", 2s), waiting("b", 3s), waiting("c", 9s),
         waiting("c", 8s)},
        3);
}

void EvictionTest::whoGoes()
{
    QFETCH(QList<Place>, places);
    QFETCH(int, leaver);
    QCOMPARE(placeToGiveUp(places).value_or(-1), leaver);
}

/// However many one holds and however often it comes again, two others lose nothing.
void EvictionTest::aFewAmongManyKeepTheirs()
{
    QList<Place> places{{u"good"_s, Use::Waiting, 1h}, {u"fair"_s, Use::Held, 1h}};
    for (int i = 0; i < 500; ++i)
        places.append({u"greedy"_s, i % 2 ? Use::Held : Use::Waiting, 1ms * i});
    for (int i = 0; i < 499; ++i) {
        const auto leaver = placeToGiveUp(places);
        QVERIFY(leaver);
        QCOMPARE(places.takeAt(*leaver).holder, u"greedy"_s);
    }
    QCOMPARE(places.size(), 3);
}

QTEST_GUILESS_MAIN(EvictionTest)
#include "tst_eviction.moc"
