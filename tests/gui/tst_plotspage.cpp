#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/widgets/busyhoursplot.h"
#include "ui/widgets/durationplot.h"
#include "ui/widgets/outcomeplot.h"
#include "ui/window/pictureexport.h"
#include "ui/window/plotspage.h"
#include "ui/window/viewstate.h"

#include <QBarSet>
#include <QChart>
#include <QComboBox>
#include <QLegend>
#include <QLegendMarker>
#include <QPainter>
#include <QScatterSeries>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedBarSeries>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QValueAxis>

#include <cmath>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestPlotsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }

    void emptyPlotsSaySo();
    void narrowPageHasThePlotsBelowEachOther();
    void mostFrequentCommandIsShown();
    void chosenCommandIsAskedFor();
    void chosenPeriodIsAskedFor();
    void plotsSayWhatTheyShow();
    void colourIsNotTheOnlySign();
    void coloursFollowThePalette();
    void clickOnARunGoesToIt();
    void endsAreFollowedSlowly();
    void nothingIsAskedWhileHidden();
    void hostileNamesStayText();
    void choiceIsKept();
    void plotsCanBeWritten();
    void emptyPlotsAreWrittenWithTheirReason();
    void cutRunsAreToldOf();
    void fewCountsHaveWholeTicks();
    void dropsAreLeftToTheWindow();

private:
    QComboBox *combo(const QString &name) const;
    void fill(const QString &name = u"make"_s);

    FakeClock m_clock;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<PlotsPage> m_page;
};

void TestPlotsPage::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_page = std::make_unique<PlotsPage>(m_clock);
    m_page->resize(1000, 700);
}

QComboBox *TestPlotsPage::combo(const QString &name) const
{
    for (QComboBox *each : m_page->findChildren<QComboBox *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

/// Shows the page of a session with some figures.
void TestPlotsPage::fill(const QString &name)
{
    const QDateTime now = m_clock.now();
    m_session->setStatistics(
        {{{now.addSecs(-900), 7, {{TaskStatus::Completed, 3}, {TaskStatus::Failed, 1}}}},
         {{name, 3}, {u"other"_s, 1}}},
        {{11, TaskId::make(), TaskStatus::Completed, now.addSecs(-60), 20s},
         {12, TaskId::make(), TaskStatus::Completed, now.addSecs(-90), 40s},
         {13, TaskId::make(), TaskStatus::Failed, now.addSecs(-99), 30s}});
    m_page->setSession(m_session);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestPlotsPage::emptyPlotsSaySo()
{
    m_page->setSession(m_session);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    for (const Plot *plot : m_page->findChildren<Plot *>()) {
        QVERIFY(!plot->emptyText().isEmpty());
        QCOMPARE(plot->accessibleDescription(), plot->emptyText());
        QVERIFY(plot->chart()->series().isEmpty());
    }
    QVERIFY(m_page->findChild<BusyHoursPlot *>()->accessibleDescription().contains(u"No task"_s));
    QVERIFY(m_session->ran().isEmpty());
    QVERIFY(!combo(u"Command"_s)->isEnabled());
}

void TestPlotsPage::narrowPageHasThePlotsBelowEachOther()
{
    fill();
    const auto topOf = [this](const QWidget *plot) {
        return plot->mapTo(m_page.get(), QPoint(0, 0)).y();
    };
    const auto *outcomes = m_page->findChild<OutcomePlot *>();
    const auto *busyHours = m_page->findChild<BusyHoursPlot *>();
    QCOMPARE(topOf(busyHours), topOf(outcomes));
    m_page->resize(500, 400);
    QTRY_COMPARE_GE(topOf(busyHours), topOf(outcomes) + outcomes->height());
    const auto *area = m_page->findChild<QScrollArea *>();
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    QVERIFY(area->verticalScrollBar()->maximum() > 0);
    m_page->resize(1000, 700);
    QTRY_COMPARE(topOf(busyHours), topOf(outcomes));
}

void TestPlotsPage::mostFrequentCommandIsShown()
{
    fill();
    QCOMPARE(m_session->ran(), QStringList{u"make"_s});
    QCOMPARE(combo(u"Command"_s)->currentData().toString(), u"make"_s);
    QCOMPARE(combo(u"Command"_s)->count(), 2);
}

void TestPlotsPage::chosenCommandIsAskedFor()
{
    fill();
    QComboBox *names = combo(u"Command"_s);
    names->setCurrentIndex(1);
    Q_EMIT names->activated(1);
    QCOMPARE(m_session->ran().last(), u"other"_s);
    QCOMPARE(m_session->counted().size(), 1);
}

void TestPlotsPage::chosenPeriodIsAskedFor()
{
    fill();
    QComboBox *periods = combo(u"Period"_s);
    periods->setCurrentIndex(periods->findData(7));
    const QDate today = m_clock.now().toLocalTime().date();
    QCOMPARE(m_session->counted().size(), 2);
    QVERIFY(
        m_session->counted().last()
        == (Period{today.addDays(-6).startOfDay().toUTC(), today.addDays(1).startOfDay().toUTC()}));
}

void TestPlotsPage::plotsSayWhatTheyShow()
{
    fill();
    const QString durations = m_page->findChild<DurationPlot *>()->accessibleDescription();
    QVERIFY2(durations.contains(u"make"_s) && durations.contains(u"the median is 30 s"_s),
             qPrintable(durations));
    const QString outcomes = m_page->findChild<OutcomePlot *>()->accessibleDescription();
    QVERIFY2(outcomes.contains(u"3 completed, 1 failed"_s) && outcomes.contains(u"25"_s),
             qPrintable(outcomes));
    const QString busy = m_page->findChild<BusyHoursPlot *>()->accessibleDescription();
    QVERIFY2(busy.contains(u"7"_s), qPrintable(busy));
}

void TestPlotsPage::colourIsNotTheOnlySign()
{
    fill();
    QSet<int> shapes;
    for (QAbstractSeries *series : m_page->findChild<DurationPlot *>()->chart()->series()) {
        if (const auto *points = qobject_cast<QScatterSeries *>(series))
            shapes.insert(points->markerShape());
    }
    QCOMPARE(shapes.size(), 2);
    QSet<std::pair<int, int>> patterns;
    for (QAbstractSeries *series : m_page->findChild<OutcomePlot *>()->chart()->series()) {
        if (const auto *bars = qobject_cast<QStackedBarSeries *>(series)) {
            for (QBarSet *set : bars->barSets())
                patterns.insert({set->brush().style(), set->brush().color().alpha()});
        }
    }
    QCOMPARE(patterns.size(), 3);
}

void TestPlotsPage::coloursFollowThePalette()
{
    fill();
    const auto *plot = m_page->findChild<DurationPlot *>();
    QPalette dark = m_page->palette();
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    m_page->setPalette(dark);
    QCOMPARE(plot->chart()->backgroundBrush().color(), QColor(Qt::black));
    QCOMPARE(plot->chart()->titleBrush().color(), QColor(Qt::white));
    for (const QAbstractAxis *axis : plot->chart()->axes())
        QCOMPARE(axis->labelsBrush().color(), QColor(Qt::white));
    for (QLegendMarker *marker : plot->chart()->legend()->markers()) {
        if (marker->type() == QLegendMarker::LegendMarkerTypeArea)
            QCOMPARE(marker->pen().color().rgb(), marker->brush().color().rgb());
    }
}

void TestPlotsPage::clickOnARunGoesToIt()
{
    fill();
    QSignalSpy activated(m_page.get(), &PlotsPage::taskActivated);
    for (QAbstractSeries *series : m_page->findChild<DurationPlot *>()->chart()->series()) {
        auto *points = qobject_cast<QScatterSeries *>(series);
        if (points && points->markerShape() == QScatterSeries::MarkerShapeTriangle) {
            QCOMPARE(points->count(), 1);
            Q_EMIT points->clicked(points->at(0));
        }
    }
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toUInt(), 13U);
}

void TestPlotsPage::endsAreFollowedSlowly()
{
    fill();
    QCOMPARE(m_session->counted().size(), 1);
    m_session->put(sampleTask(u"a"_s, TaskStatus::Completed, m_clock.now()));
    m_session->put(sampleTask(u"b"_s, TaskStatus::Completed, m_clock.now()));
    QCOMPARE(m_session->counted().size(), 1); // it rests
    m_page->findChild<QTimer *>(u"rest"_s)->start(0);
    QTRY_COMPARE(m_session->counted().size(), 2);
}

void TestPlotsPage::nothingIsAskedWhileHidden()
{
    m_page->setSession(m_session);
    QVERIFY(m_session->counted().isEmpty());
    fill();
    const qsizetype asked = m_session->counted().size();
    m_page->hide();
    combo(u"Period"_s)->setCurrentIndex(0);
    m_session->put(sampleTask(u"a"_s, TaskStatus::Completed, m_clock.now()));
    QCOMPARE(m_session->counted().size(), asked);
}

void TestPlotsPage::hostileNamesStayText()
{
    fill(u"<img src='/dev/null'>\u202e\n"_s);
    const auto *plot = m_page->findChild<DurationPlot *>();
    QVERIFY(plot->chart()->title().contains(u"&lt;img"_s));
    QVERIFY(plot->heading().contains(u"<img"_s));
    QVERIFY(!plot->chart()->title().contains(u'\u202e'));
    QVERIFY(!combo(u"Command"_s)->itemText(0).contains(u'\n'));
}

void TestPlotsPage::choiceIsKept()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(u"s.ini"_s), QSettings::IniFormat);
    ViewState state(settings);
    state.setAccount(u"owner@example.org"_s);
    combo(u"Period"_s)->setCurrentIndex(2);
    m_page->saveView(state);
    init();
    m_page->restoreView(state);
    QCOMPARE(combo(u"Period"_s)->currentData().toInt(), 90);
    settings.clear();
    m_page->restoreView(state);
    QCOMPARE(combo(u"Period"_s)->currentData().toInt(), 30);
}

void TestPlotsPage::plotsCanBeWritten()
{
    fill();
    QTemporaryDir directory;
    for (Plot *plot : m_page->findChildren<Plot *>()) {
        const Picture picture{u"plot"_s, plot->title(), plot->size(),
                              [plot](QPainter &painter) { plot->paintPicture(painter); }};
        const QString svg = directory.filePath(u"a.svg"_s);
        QCOMPARE(writePicture(picture, svg, 2), QString());
        QVERIFY(QSvgRenderer(svg).isValid());
        const QString png = directory.filePath(u"a.png"_s);
        QCOMPARE(writePicture(picture, png, 2), QString());
        QCOMPARE(QImage(png).size(), plot->size() * 2);
    }
}

void TestPlotsPage::emptyPlotsAreWrittenWithTheirReason()
{
    auto *plot = m_page->findChild<OutcomePlot *>();
    QVERIFY(!plot->emptyText().isEmpty());
    plot->resize(500, 300);
    QImage image(plot->size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    plot->paintPicture(painter);
    painter.end();
    QSet<QRgb> colours;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 100; y < 200; ++y)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY(colours.size() > 1);
}

void TestPlotsPage::cutRunsAreToldOf()
{
    fill();
    auto *plot = m_page->findChild<DurationPlot *>();
    QVERIFY(!plot->heading().contains(u"newest"_s));
    const TaskRun run{1, TaskId::make(), TaskStatus::Completed, m_clock.now().addSecs(-60), 20s};
    const QDateTime now = m_clock.now();
    plot->setRuns(u"make"_s, QList<TaskRun>(limits::runCount, run), {now.addDays(-1), now});
    QVERIFY2(plot->heading().contains(u"the newest 2,000"_s), qPrintable(plot->heading()));
}

void TestPlotsPage::fewCountsHaveWholeTicks()
{
    OutcomePlot plot;
    plot.setDays({{m_clock.now().date(), 1, 0, 0}});
    const auto *counts = qobject_cast<QValueAxis *>(plot.chart()->axes(Qt::Vertical).first());
    const double step = (counts->max() - counts->min()) / (counts->tickCount() - 1);
    QCOMPARE(step, std::floor(step));
}

void TestPlotsPage::dropsAreLeftToTheWindow()
{
    for (const Plot *plot : m_page->findChildren<Plot *>())
        QVERIFY(!plot->acceptDrops() && !plot->viewport()->acceptDrops());
}

QTEST_MAIN(TestPlotsPage)
#include "tst_plotspage.moc"
