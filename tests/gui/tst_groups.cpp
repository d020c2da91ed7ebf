#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/groupfeed.h"
#include "ui/models/groupmodel.h"
#include "ui/widgets/groupspane.h"
#include "ui/window/keptsearches.h"
#include "ui/window/viewstate.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The groups at the side: their counts, their rows, and the searches that were saved.
class TestGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreShown();
    void sectionsComeAndGo();
    void valuesThatNeedQuotesGetThem();
    void rowsStayWhileCountsChange();
    void hostileNamesAreHarmless();
    void savedSearchesCanBeRenamed();
    void feedAsksOnceForManyChanges();
    void feedForgetsTheSessionBefore();
    void feedTellsOfANewDay();
    void keptSearchesAreEachAccountsOwn();
    void recentSearchesAreFewAndEachOnce();
    void paneTellsWhatIsChosen();
    void chosenGroupThatGoesGivesWayToAll();
    void groupIsChosenOnceItIsThere();
    void paneDeletesSavedSearches();
    void savedSearchIsNamedInPlace();

private:
    static QStringList rows(const QAbstractItemModel &model, const QModelIndex &parent = {});
};

namespace {

TaskGroups someGroups()
{
    TaskGroups groups;
    groups.statuses = {{TaskStatus::Processing, 1200}, {TaskStatus::Paused, 34},
                       {TaskStatus::Pending, 5},       {TaskStatus::Failed, 6},
                       {TaskStatus::Lost, 1},          {TaskStatus::Completed, 100}};
    groups.recent = {{TaskStatus::Completed, 7}, {TaskStatus::Failed, 1}};
    groups.kinds = {{{}, u"test"_s, 9}, {{}, u"build"_s, 3}};
    return groups;
}

} // namespace

/// "Kinds[build=3]", "All=5"
QStringList TestGroups::rows(const QAbstractItemModel &model, const QModelIndex &parent)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex name = model.index(row, GroupModel::NameColumn, parent);
        const QString count = name.siblingAtColumn(GroupModel::CountColumn).data().toString();
        const QStringList inner = rows(model, name);
        texts += name.data().toString() + (count.isEmpty() ? QString() : u'=' + count)
            + (inner.isEmpty() ? QString() : u'[' + inner.join(u' ') + u']');
    }
    return texts;
}

void TestGroups::countsAreShown()
{
    GroupModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGroups(someGroups());
    const QLocale locale;
    QCOMPARE(rows(model),
             QStringList({u"All="_s + locale.toString(1346), u"Running="_s + locale.toString(1234),
                          u"Waiting=5"_s, u"Failed=7"_s, u"Completed today=7"_s,
                          u"Kinds[build=3 test=9]"_s}));
    QCOMPARE(model.index(3, 0).data(GroupModel::QueryRole).toString(), u"status:failed,lost"_s);
    QVERIFY(model.index(3, 0).data(Qt::AccessibleTextRole).toString().contains(u"Failed, 7"_s));
}

void TestGroups::sectionsComeAndGo()
{
    GroupModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto sections = [&] { return rows(model).mid(5); };
    QVERIFY(sections().isEmpty());
    model.setSaved({{u"mine"_s, u"make"_s}});
    TaskGroups groups = someGroups();
    groups.hosts = {{{}, u"lab"_s, 1}};
    model.setGroups(groups);
    QCOMPARE(
        sections(),
        QStringList({u"Kinds[build=3 test=9]"_s, u"Hosts[lab=1]"_s, u"Saved searches[mine]"_s}));
    groups.labels = {{u"branch"_s, u"main"_s, 2}};
    groups.kinds = {{{}, u"lint"_s, 1}, {{}, u"test"_s, 8}};
    groups.hosts.clear();
    model.setGroups(groups);
    QCOMPARE(sections(),
             QStringList({u"Kinds[lint=1 test=8]"_s, u"Labels[branch=main=2]"_s,
                          u"Saved searches[mine]"_s}));
    model.setSaved({});
    model.setGroups({});
    QVERIFY(sections().isEmpty());
}

void TestGroups::valuesThatNeedQuotesGetThem()
{
    GroupModel model;
    TaskGroups groups;
    groups.kinds = {{{}, u"a \"b\", c"_s, 1}};
    groups.labels = {{u"a=b"_s, u"c d"_s, 1}};
    model.setGroups(groups);
    QCOMPARE(model.index(0, 0, model.index(5, 0)).data(GroupModel::QueryRole).toString(),
             u"kind:\"a \\\"b\\\", c\""_s);
    QCOMPARE(model.index(0, 0, model.index(6, 0)).data(GroupModel::QueryRole).toString(),
             u"label:\"a=b\"=\"c d\""_s);
}

void TestGroups::rowsStayWhileCountsChange()
{
    GroupModel model;
    TaskGroups groups = someGroups();
    model.setGroups(groups);
    const QPersistentModelIndex test = model.index(1, 0, model.index(5, 0));
    QCOMPARE(test.data().toString(), u"test"_s);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    groups.kinds = {{{}, u"test"_s, 10}, {{}, u"alpha"_s, 2}, {{}, u"lint"_s, 1}};
    model.setGroups(groups);
    QVERIFY(test.isValid());
    QCOMPARE(test.data().toString(), u"test"_s);
    QCOMPARE(test.row(), 2);
    QVERIFY(reset.isEmpty());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setGroups(groups);
    QVERIFY(changed.isEmpty()); // nothing has
}

void TestGroups::hostileNamesAreHarmless()
{
    GroupModel model;
    TaskGroups groups;
    groups.kinds = {{{}, u"<b>\u202e\n"_s + QString(300, u'x'), 1}};
    model.setGroups(groups);
    const QModelIndex kind = model.index(0, 0, model.index(5, 0));
    QVERIFY(kind.data().toString().startsWith(u"<b>\ufffd x"_s));
    QVERIFY(kind.data().toString().size() < 100);
    QVERIFY(!kind.data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
}

void TestGroups::savedSearchesCanBeRenamed()
{
    GroupModel model;
    model.setSaved({{u"one"_s, u"make"_s}, {u"two"_s, u"make"_s}}); // the same search twice
    QSignalSpy renamed(&model, &GroupModel::renamed);
    const QModelIndex two = model.indexOfSaved(1);
    QCOMPARE(two.data().toString(), u"two"_s);
    QVERIFY(two.flags() & Qt::ItemIsEditable);
    QVERIFY(!(model.indexOfAll().flags() & Qt::ItemIsEditable));
    QVERIFY(model.setData(two, u"second"_s));
    QCOMPARE(renamed.size(), 1);
    QCOMPARE(renamed.first().at(0).toLongLong(), 1);
    QCOMPARE(renamed.first().at(1).toString(), u"second"_s);
    QVERIFY(!model.indexOfSaved(2).isValid());
}

void TestGroups::feedAsksOnceForManyChanges()
{
    const FakeClock clock;
    const auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    session->begin({sampleTask(u"a"_s, TaskStatus::Processing, clock.now())});
    GroupFeed feed(clock);
    feed.setSession(session);
    QCOMPARE(feed.groups().statuses.value(TaskStatus::Processing), 1);
    QCOMPARE(session->grouped(), 1);
    for (int i = 0; i < 1000; ++i)
        session->put(sampleTask(u"b"_s, TaskStatus::Processing, clock.now()));
    QTRY_COMPARE(feed.groups().statuses.value(TaskStatus::Processing), 1001);
    QVERIFY(session->grouped() < 20);
}

void TestGroups::feedForgetsTheSessionBefore()
{
    const FakeClock clock;
    const auto before = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const auto after = std::make_shared<FakeTaskSession>(u"other@example.org"_s);
    before->begin({sampleTask(u"a"_s, TaskStatus::Processing, clock.now())});
    before->holdAnswers();
    GroupFeed feed(clock);
    feed.setSession(before);
    feed.setSession(after);
    before->answer();
    before->put(sampleTask(u"b"_s, TaskStatus::Processing, clock.now()));
    QTest::qWait(0);
    QVERIFY(feed.groups() == TaskGroups());
    feed.setSession(nullptr);
    QVERIFY(feed.groups() == TaskGroups());
}

void TestGroups::feedTellsOfANewDay()
{
    // Half a second before midnight, so that the feed's own timer is short.
    FakeClock clock(QDate(2026, 11, 24).startOfDay().addMSecs(-500).toUTC());
    const auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    GroupFeed feed(clock);
    QSignalSpy began(&feed, &GroupFeed::dayBegan);
    feed.setSession(session);
    clock.advance(2s);
    QTRY_COMPARE(began.size(), 1);
}

void TestGroups::keptSearchesAreEachAccountsOwn()
{
    const QTemporaryDir directory;
    const auto open = [&] {
        return std::make_unique<QSettings>(directory.filePath(u"a.ini"_s), QSettings::IniFormat);
    };
    {
        const auto settings = open();
        ViewState view(*settings);
        KeptSearches kept(view);
        view.setAccount(u"owner@example.org"_s);
        kept.restore();
        QCOMPARE(kept.save({u"  mine "_s, u"status:failed \"a, b\""_s}), 0);
        QCOMPARE(kept.save({u"more"_s, u"make"_s}), 1);
        kept.rename(1, u"other"_s);
        kept.rename(1, u"  "_s);
        kept.remember(u"make"_s);
        view.setAccount(u"other@example.org"_s);
        kept.restore();
        QVERIFY(kept.saved().isEmpty());
        QVERIFY(kept.recent().isEmpty());
    }
    const auto settings = open();
    ViewState view(*settings);
    view.setAccount(u"owner@example.org"_s);
    KeptSearches kept(view);
    kept.restore();
    QVERIFY(
        kept.saved()
        == QList<SavedSearch>({{u"mine"_s, u"status:failed \"a, b\""_s}, {u"other"_s, u"make"_s}}));
    QCOMPARE(kept.recent(), QStringList{u"make"_s});
    const SavedSearch removed = kept.remove(0);
    QCOMPARE(removed.name, u"mine"_s);
    kept.insert(0, removed);
    QCOMPARE(kept.saved().first().name, u"mine"_s);
    view.setAccount({});
    kept.restore();
    QVERIFY(kept.saved().isEmpty());
}

void TestGroups::recentSearchesAreFewAndEachOnce()
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(u"a.ini"_s), QSettings::IniFormat);
    ViewState view(settings);
    view.setAccount(u"owner@example.org"_s);
    KeptSearches kept(view);
    for (int i = 0; i < 50; ++i)
        kept.remember(u"search %1"_s.arg(i));
    kept.remember(u" search 40 "_s);
    kept.remember(u"  "_s);
    QCOMPARE(kept.recent().size(), KeptSearches::mostRecent);
    QCOMPARE(kept.recent().first(), u"search 40"_s);
    QCOMPARE(kept.recent().count(u"search 40"_s), 1);
}

void TestGroups::paneTellsWhatIsChosen()
{
    GroupsPane pane;
    pane.setGroups(someGroups());
    QSignalSpy chosen(&pane, &GroupsPane::chosen);
    pane.show();
    const QModelIndex failed = pane.model()->index(3, GroupModel::CountColumn);
    QTest::mouseClick(pane.viewport(), Qt::LeftButton, {}, pane.visualRect(failed).center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"status:failed,lost"_s);
    pane.chooseAll();
    QCOMPARE(chosen.last().first().toString(), QString());
}

void TestGroups::chosenGroupThatGoesGivesWayToAll()
{
    GroupsPane pane;
    pane.setGroups(someGroups());
    pane.setCurrentIndex(pane.model()->index(0, 0, pane.model()->index(5, 0)));
    QSignalSpy chosen(&pane, &GroupsPane::chosen);
    pane.setGroups({});
    QVERIFY(!chosen.isEmpty());
    QCOMPARE(chosen.last().first().toString(), QString());
    QCOMPARE(pane.currentIndex().row(), 0);
}

void TestGroups::groupIsChosenOnceItIsThere()
{
    GroupsPane pane;
    QSignalSpy chosen(&pane, &GroupsPane::chosen);
    pane.choose(u"kind:test"_s);
    QVERIFY(chosen.isEmpty());
    QCOMPARE(pane.chosenQuery(), u"kind:test"_s); // so that it is kept meanwhile
    pane.setGroups(someGroups());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"kind:test"_s);
    pane.choose(u"kind:new"_s);
    pane.setCurrentIndex(pane.model()->index(1, 0)); // the user was faster
    TaskGroups groups = someGroups();
    groups.kinds.append({{}, u"new"_s, 1});
    pane.setGroups(groups);
    QCOMPARE(pane.chosenQuery(), u"status:running"_s);
}

void TestGroups::paneDeletesSavedSearches()
{
    GroupsPane pane;
    pane.setSaved({{u"one"_s, u"make"_s}, {u"two"_s, u"test"_s}});
    pane.show();
    QSignalSpy removeWanted(&pane, &GroupsPane::removeWanted);
    QTest::keyClick(&pane, Qt::Key_Delete);
    QVERIFY(removeWanted.isEmpty()); // All is no saved search
    QVERIFY(!pane.removeAction()->isEnabled());
    pane.setCurrentIndex(pane.model()->index(1, 0, pane.model()->index(5, 0)));
    QTest::keyClick(&pane, Qt::Key_Delete);
    QCOMPARE(removeWanted.size(), 1);
    QCOMPARE(removeWanted.first().first().toLongLong(), 1);
}

void TestGroups::savedSearchIsNamedInPlace()
{
    GroupsPane pane;
    pane.setSaved({{u"make"_s, u"make"_s}});
    pane.show();
    QSignalSpy renameWanted(&pane, &GroupsPane::renameWanted);
    pane.editSaved(0);
    auto *editor = pane.findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"My builds"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(renameWanted.size(), 1);
    QCOMPARE(renameWanted.first().at(1).toString(), u"My builds"_s);
}

QTEST_MAIN(TestGroups)
#include "tst_groups.moc"
