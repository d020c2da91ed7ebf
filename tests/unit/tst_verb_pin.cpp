#include "tests/unit/headwayrunner.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// The verbs that keep tasks beyond the bounds of the history: pin and unpin.
class tst_VerbPin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pinsAndUnpins();
    void refusals_data();
    void refusals();

private:
    HeadwayRunner m_headway;
};

void tst_VerbPin::pinsAndUnpins()
{
    const Task task = m_headway.make(u"kept"_s);
    const Task ended = *await(m_headway.own().complete(task.id, {}));
    for (const auto &[verb, isPinned] : {std::pair{u"pin"_s, true}, std::pair{u"unpin"_s, false}}) {
        for (int i = 0; i < 2; ++i) { // twice is no error
            const Outcome outcome = m_headway.run({verb, task.id.toString()});
            QCOMPARE(outcome.exitCode, 0);
            QCOMPARE(outcome.out, task.id.toString().first(8).toLatin1() + "  completed  kept\n");
            const Task now = *await(m_headway.own().task(task.id));
            QCOMPARE(now.isPinned, isPinned);
            QCOMPARE(now.updatedAt, ended.updatedAt); // nothing was reported
        }
    }
    const Outcome json = m_headway.run({u"pin"_s, u"--json"_s, task.id.toString()});
    QVERIFY(json.out.contains(R"("pinned":true)"));
}

void tst_VerbPin::refusals_data()
{
    QTest::addColumn<bool>("isTheirs");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("another account's") << true << 5;
    QTest::newRow("unknown") << false << 6;
}

void tst_VerbPin::refusals()
{
    QFETCH(const bool, isTheirs);
    QFETCH(const int, exitCode);
    const Task theirs = m_headway.make(u"theirs"_s, TaskStatus::Processing, &m_headway.other());
    const QString id = isTheirs ? theirs.id.toString() : TaskId::make().toString();
    for (const QString &verb : {u"pin"_s, u"unpin"_s}) {
        const Outcome refused = m_headway.run({verb, id});
        QCOMPARE(refused.exitCode, exitCode);
        QVERIFY(refused.err.startsWith("headway: "));
    }
    QVERIFY(!await(m_headway.other().task(theirs.id))->isPinned);
}

QTEST_GUILESS_MAIN(tst_VerbPin)
#include "tst_verb_pin.moc"
