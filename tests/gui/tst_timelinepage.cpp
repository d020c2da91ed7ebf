#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/widgets/timelineview.h"
#include "ui/window/pictureexport.h"
#include "ui/window/timelinepage.h"
#include "ui/window/viewstate.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QSettings>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class TestTimelinePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_page.reset(); }

    void beginsWithToday();
    void stepsByWhatIsShown();
    void hourIsTheLastOne();
    void dayWithoutMidnightIsADay();
    void weekBeginsOnMonday();
    void emptyTimeSaysSo();
    void cutAnswerSaysSo();
    void changesShow();
    void nothingIsAskedWhileHidden();
    void choiceIsKept();
    void pictureCanBeWritten_data();
    void pictureCanBeWritten();
    void pictureOfHostileNamesIsValid();
    void placeThatCannotBeWrittenIsTold();

private:
    QAction *action(const QString &text) const;
    QString note() const;
    TimelineView &view() const { return *m_page->view(); }
    static Period days(int first, int count)
    {
        const QDate date = QDate(2026, 11, first);
        return {date.startOfDay().toUTC(), date.addDays(count).startOfDay().toUTC()};
    }
    Picture picture() const;

    FakeClock m_clock; // a Monday
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<TimelinePage> m_page;
};

/// Where the clocks are put on at midnight: 6 September 2026 begins at 01:00.
void TestTimelinePage::initTestCase()
{
    qputenv("TZ", "America/Santiago");
    tzset();
}

void TestTimelinePage::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_page = std::make_unique<TimelinePage>(m_clock);
    m_page->setSession(m_session);
    m_page->resize(1000, 400);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

QAction *TestTimelinePage::action(const QString &text) const
{
    for (QAction *each : m_page->actions()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

QString TestTimelinePage::note() const
{
    QStringList texts;
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

void TestTimelinePage::beginsWithToday()
{
    QVERIFY(view().period() == days(23, 1));
    QVERIFY(note().contains(u"Monday, 23 November 2026"_s));
}

void TestTimelinePage::stepsByWhatIsShown()
{
    action(u"Earlier"_s)->trigger();
    QVERIFY(view().period() == days(22, 1));
    action(u"Later"_s)->trigger();
    action(u"Later"_s)->trigger();
    QVERIFY(view().period() == days(24, 1));
    view().showPeriod({m_clock.now(), m_clock.now().addSecs(60)});
    action(u"Later"_s)->trigger();
    QCOMPARE(view().period().from, m_clock.now().addSecs(60));
    QCOMPARE(view().period().milliseconds(), 60'000);
    action(u"Today"_s)->trigger();
    QVERIFY(view().period() == days(23, 1));
}

void TestTimelinePage::hourIsTheLastOne()
{
    const qint64 hour = 3'600'000;
    action(u"Hour"_s)->trigger();
    QCOMPARE(view().period().milliseconds(), hour);
    QVERIFY(view().period().from < m_clock.now() && m_clock.now() < view().period().to);
    QVERIFY(view().period().from.msecsTo(m_clock.now()) > hour * 9 / 10);
    action(u"Today"_s)->trigger();
    action(u"Earlier"_s)->trigger();
    action(u"Hour"_s)->trigger();
    QCOMPARE(view().period().milliseconds(), hour);
    QVERIFY(days(22, 1).from < view().period().from && view().period().to < days(22, 1).to);
}

void TestTimelinePage::dayWithoutMidnightIsADay()
{
    const auto from = [](int day) { return QDate(2026, 9, day).startOfDay(); };
    QCOMPARE(from(6).time(), QTime(1, 0));
    view().showPeriod({from(5).toUTC(), from(6).toUTC()});
    action(u"Later"_s)->trigger();
    QCOMPARE(view().period().from, from(6).toUTC());
    QCOMPARE(view().period().to, from(7).toUTC());
    QVERIFY(note().contains(u"Sunday, 6 September 2026"_s));
    QVERIFY(!note().contains(u"01:00"_s));
    action(u"Later"_s)->trigger();
    QCOMPARE(view().period().from, from(7).toUTC());
    QCOMPARE(view().period().to, from(8).toUTC());
}

void TestTimelinePage::weekBeginsOnMonday()
{
    action(u"Earlier"_s)->trigger(); // Sunday
    action(u"Week"_s)->trigger();
    QVERIFY(view().period() == days(16, 7));
    action(u"Later"_s)->trigger();
    QVERIFY(view().period() == days(23, 7));
    action(u"Day"_s)->trigger();
    QVERIFY(view().period() == days(26, 1));
    action(u"Week"_s)->trigger();
    action(u"Today"_s)->trigger();
    QVERIFY(view().period() == days(23, 7));
}

void TestTimelinePage::emptyTimeSaysSo()
{
    QVERIFY(note().contains(u"Nothing ran"_s));
    m_session->put(sampleTask(u"one"_s, TaskStatus::Completed, m_clock.now()));
    QTRY_VERIFY(!note().contains(u"Nothing ran"_s));
    action(u"Earlier"_s)->trigger();
    QVERIFY(note().contains(u"Nothing ran"_s));
}

void TestTimelinePage::cutAnswerSaysSo()
{
    m_session->cutSpansAt(1);
    m_session->begin({sampleTask(u"one"_s, TaskStatus::Completed, m_clock.now()),
                      sampleTask(u"two"_s, TaskStatus::Completed, m_clock.now())});
    Q_EMIT m_session->outdated();
    QVERIFY(note().contains(u"More tasks ran"_s));
}

void TestTimelinePage::changesShow()
{
    const Task task = sampleTask(u"one"_s, TaskStatus::Processing, m_clock.now());
    m_session->put(task);
    QTRY_VERIFY(!view().rectOf(task.id).isEmpty());
    m_session->drop({task.id});
    QTRY_VERIFY(view().rectOf(task.id).isEmpty());
    QCOMPARE(m_session->spanned().size(), 1);
}

void TestTimelinePage::nothingIsAskedWhileHidden()
{
    m_page->hide();
    action(u"Week"_s)->trigger();
    m_session->put(sampleTask(u"one"_s, TaskStatus::Processing, m_clock.now()));
    QCOMPARE(m_session->spanned().size(), 1);
    m_page->show();
    QCOMPARE(m_session->spanned().size(), 2);
}

void TestTimelinePage::choiceIsKept()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(u"s.ini"_s), QSettings::IniFormat);
    ViewState state(settings);
    state.setAccount(u"owner@example.org"_s);
    action(u"Week"_s)->trigger();
    m_page->findChild<QComboBox *>()->setCurrentIndex(1);
    m_page->saveView(state);
    init();
    QVERIFY(view().laneKey() == LaneKey::Kind);
    m_page->restoreView(state);
    QVERIFY(view().laneKey() == LaneKey::Host);
    QVERIFY(view().period() == days(23, 7));
}

Picture TestTimelinePage::picture() const
{
    const QSize size = view().pictureSize();
    return {u"timeline"_s, u"<title>"_s, size,
            [this, size](QPainter &painter) { view().paintPicture(painter, size); }};
}

void TestTimelinePage::pictureCanBeWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("PNG") << u"a.png"_s;
    QTest::newRow("SVG") << u"a.SVG"_s;
}

void TestTimelinePage::pictureCanBeWritten()
{
    QFETCH(const QString, name);
    m_session->put(sampleTask(u"one"_s, TaskStatus::Failed, m_clock.now()));
    QTRY_VERIFY(view().hasBarsInSight());
    QTemporaryDir directory;
    const QString file = directory.filePath(name);
    QCOMPARE(writePicture(picture(), file, 2), QString());
    if (name.endsWith(u"png"_s)) {
        const QImage image(file);
        QCOMPARE(image.size(), view().pictureSize() * 2);
    } else {
        const QSvgRenderer svg(file);
        QVERIFY(svg.isValid());
        QCOMPARE(svg.viewBox().size(), view().pictureSize());
    }
}

void TestTimelinePage::pictureOfHostileNamesIsValid()
{
    Task task =
        sampleTask(u"</text><script>\"'&\u202e\x01"_s, TaskStatus::Completed, m_clock.now());
    task.completedAt = m_clock.now().addSecs(3600 * 10);
    task.kind = u"<image href='/etc/passwd'/>"_s;
    m_session->put(task);
    QTRY_VERIFY(!view().rectOf(task.id).isEmpty());
    QTemporaryDir directory;
    const QString file = directory.filePath(u"a.svg"_s);
    QCOMPARE(writePicture(picture(), file, 1), QString());
    QVERIFY(QSvgRenderer(file).isValid());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    QVERIFY(!bytes.contains("<script") && !bytes.contains("/etc/passwd'/>"));
}

void TestTimelinePage::placeThatCannotBeWrittenIsTold()
{
    QTemporaryDir directory;
    const QString error = writePicture(picture(), directory.filePath(u"no/such/a.png"_s), 1);
    QVERIFY2(error.contains(u"a.png"_s) && error.contains(u"Choose another place"_s),
             qPrintable(error));
}

QTEST_MAIN(TestTimelinePage)
#include "tst_timelinepage.moc"
