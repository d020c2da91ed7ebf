#include "core/service/leases.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t any = 1000;

/// Leases on a clock that is turned, moved by words: "open a", "beat a", "drop a", "30s" passes
/// with a look in every second, "stop 30s" with none, "look" tells who has lapsed, "note" settles
/// it as well.
class Script
{
public:
    /// @return what every "look" and "note" told: "a quiet 30, b lost 300", "-"
    QStringList run(const QString &script)
    {
        QStringList log;
        for (const QString &step : script.split(u", "_s)) {
            const QStringList words = step.split(u' ');
            if (words.first() == "look"_L1 || words.first() == "note"_L1)
                log += tell(words.first() == "note"_L1);
            else if (words.first() == "stop"_L1)
                m_clock.advance(secondsIn(words.last()));
            else if (words.size() == 2)
                change(words.first(), idOf(words.last()));
            else
                pass(secondsIn(step));
        }
        return log;
    }

    bool isEmpty() const { return m_leases.isEmpty(); }

private:
    static std::chrono::seconds secondsIn(const QString &word)
    {
        return std::chrono::seconds(word.chopped(1).toInt());
    }

    TaskId idOf(const QString &name)
    {
        TaskId &id = m_ids[name];
        if (id.isNull())
            id = TaskId::make();
        return id;
    }

    void change(const QString &verb, TaskId id)
    {
        if (verb == "open"_L1)
            m_leases.open(id);
        else if (verb == "drop"_L1)
            m_leases.drop(id);
        else
            m_leases.renew(id);
    }

    void pass(std::chrono::seconds time)
    {
        for (; time > 0s; time -= 1s) {
            m_clock.advance(1s);
            m_leases.look(any);
        }
    }

    QString tell(bool settles)
    {
        const std::vector<Lapse> lapses = m_leases.look(any);
        if (settles)
            m_leases.settle(lapses);
        QStringList words;
        for (const Lapse &lapse : lapses) {
            words += u"%1 %2 %3"_s.arg(m_ids.key(lapse.id), lapse.isLost ? u"lost"_s : u"quiet"_s)
                         .arg(lapse.silence / 1s);
        }
        return words.isEmpty() ? u"-"_s : words.join(u", "_s);
    }

    FakeClock m_clock;
    Leases m_leases{m_clock, {}};
    QMap<QString, TaskId> m_ids;
};

} // namespace

class LeasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceIsFound_data();
    void silenceIsFound();
    void renewTellsWhetherThereIsOne();
    void noMoreAreFoundThanAskedFor();
    void noneIsLeftBehind();
    void manyAreKeptCheaply();
};

void LeasesTest::silenceIsFound_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("log");
    const auto row = [](const char *name, const char *script, const QStringList &log) {
        QTest::newRow(name) << QString::fromLatin1(script) << log;
    };
    row("nobody is there", "look", {u"-"_s});
    row("not yet quiet", "open a, 29s, look", {u"-"_s});
    row("quiet", "open a, 30s, look", {u"a quiet 30"_s});
    row("until it is noted", "open a, 30s, look, note, look",
        {u"a quiet 30"_s, u"a quiet 30"_s, u"-"_s});
    row("not yet lost", "open a, 30s, note, 269s, look", {u"a quiet 30"_s, u"-"_s});
    row("lost", "open a, 30s, note, 270s, look", {u"a quiet 30"_s, u"a lost 300"_s});
    row("lost until it is dropped", "open a, 30s, note, 270s, note, note, drop a, look",
        {u"a quiet 30"_s, u"a lost 300"_s, u"a lost 300"_s, u"-"_s});
    row("quiet comes before lost", "open a, 300s, note, note", {u"a quiet 300"_s, u"a lost 300"_s});
    row("heartbeats", "open a, 20s, beat a, 20s, beat a, 29s, look, 1s, look",
        {u"-"_s, u"a quiet 30"_s});
    row("back from quiet", "open a, 30s, note, 100s, beat a, 29s, look, 1s, note, 270s, look",
        {u"a quiet 30"_s, u"-"_s, u"a quiet 30"_s, u"a lost 300"_s});
    row("opened anew", "open a, 30s, note, open a, 29s, look, 1s, look",
        {u"a quiet 30"_s, u"-"_s, u"a quiet 30"_s});
    row("a beat opens none", "beat a, 300s, look", {u"-"_s});
    row("dropped", "open a, drop a, 300s, look", {u"-"_s});
    row("dropped while quiet", "open a, 30s, note, drop a, 300s, look", {u"a quiet 30"_s, u"-"_s});
    row("dropped twice", "open a, drop a, drop a, look", {u"-"_s});
    row("the most silent first", "open a, 1s, open b, 1s, open c, beat a, 30s, look",
        {u"b quiet 31, c quiet 30, a quiet 30"_s});
    row("lost before quiet", "open a, 30s, note, 240s, open b, 30s, look",
        {u"a quiet 30"_s, u"a lost 300, b quiet 30"_s});
    row("a service that stood still heard of nobody", "open a, 20s, stop 600s, look, 4s, look",
        {u"-"_s, u"-"_s});
    row("it still counts as something", "open a, 20s, stop 600s, look, 5s, look",
        {u"-"_s, u"a quiet 30"_s});
    row("nobody is lost by it either", "open a, 200s, note, stop 9000s, look, 94s, look, 1s, look",
        {u"a quiet 200"_s, u"-"_s, u"-"_s, u"a lost 300"_s});
    row("heartbeats before the first look", "open a, 20s, stop 600s, beat a, 30s, look, 1s, look",
        {u"-"_s, u"a quiet 30"_s});
    row("others' heartbeats make no time pass",
        "open a, open b, 20s, stop 4s, beat b, stop 4s, beat b, stop 4s, beat b, look, 4s, look",
        {u"-"_s, u"-"_s});
}

void LeasesTest::silenceIsFound()
{
    QFETCH(QString, script);
    Script leases;
    QTEST(leases.run(script), "log");
}

void LeasesTest::renewTellsWhetherThereIsOne()
{
    const FakeClock clock;
    Leases leases(clock, {});
    const TaskId id = TaskId::make();
    QVERIFY(!leases.renew(id));
    leases.open(id);
    QVERIFY(leases.renew(id));
    QVERIFY(!leases.renew(TaskId::make()));
    leases.drop(id);
    QVERIFY(!leases.renew(id));
    QVERIFY(leases.isEmpty());
}

void LeasesTest::noMoreAreFoundThanAskedFor()
{
    FakeClock clock;
    Leases leases(clock, {.gap = 24h});
    QList<TaskId> ids;
    for (int i = 0; i < 10; ++i) {
        ids += TaskId::make();
        leases.open(ids.last());
    }
    clock.advance(1min);
    const std::vector<Lapse> first = leases.look(4);
    QCOMPARE(first.size(), size_t(4));
    leases.settle(first);
    const std::vector<Lapse> rest = leases.look(any);
    QCOMPARE(rest.size(), size_t(6));
    QCOMPARE(rest.front().id, ids.at(4));
    clock.advance(10min);
    QCOMPARE(leases.look(7).size(), size_t(7)); // lost and quiet together
}

void LeasesTest::noneIsLeftBehind()
{
    Script leases;
    leases.run(u"open a, open b, 30s, note, drop a, drop b"_s);
    QVERIFY(leases.isEmpty());
}

/// Each heartbeat and each look at many costs what it costs at one: with a look through all of them
/// this would be ten thousand million steps.
void LeasesTest::manyAreKeptCheaply()
{
    FakeClock clock;
    Leases leases(clock, {.gap = 24h});
    QList<TaskId> ids;
    for (int i = 0; i < 100'000; ++i) {
        ids += TaskId::make();
        leases.open(ids.last());
    }
    for (const TaskId id : std::as_const(ids)) {
        clock.advance(1ms);
        QVERIFY(leases.renew(id));
        leases.look(1);
    }
    clock.advance(30s);
    QCOMPARE(leases.look(ids.size()).size(), size_t(100'000));
}

QTEST_GUILESS_MAIN(LeasesTest)
#include "tst_leases.moc"
