#include "ui/window/plotspage.h"

#include "ui/models/figures.h"
#include "ui/models/plaintext.h"
#include "ui/models/statisticsfeed.h"
#include "ui/widgets/busyhoursplot.h"
#include "ui/widgets/durationplot.h"
#include "ui/widgets/outcomeplot.h"
#include "ui/widgets/scrolled.h"
#include "ui/window/pictureexport.h"
#include "ui/window/viewstate.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

inline constexpr Setting<int> plotsDaysSetting{"plots/days", 30};

constexpr int margin = 8;
constexpr int namesLeast = 10; // characters
constexpr int namesMost = 36;

} // namespace

PlotsPage::PlotsPage(const Clock &clock, QWidget *parent)
    : HistoryPage(parent)
    , m_feed(new StatisticsFeed(clock, this))
    , m_periods(new QComboBox(this))
    , m_names(new QComboBox(this))
    , m_durations(new DurationPlot(this))
    , m_outcomes(new OutcomePlot(this))
    , m_busyHours(new BusyHoursPlot(this))
{
    for (const int days : {7, 30, 90})
        m_periods->addItem(tr("Last %n days", nullptr, days), days);
    m_periods->setCurrentIndex(m_periods->findData(m_feed->days()));
    m_periods->setAccessibleName(tr("Period"));
    m_names->setAccessibleName(tr("Command"));
    m_names->setEditable(true); // so that it can be searched
    m_names->setInsertPolicy(QComboBox::NoInsert);
    m_names->setMinimumContentsLength(namesLeast);
    m_names->setMaximumWidth(namesMost * fontMetrics().averageCharWidth());
    m_names->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_names->lineEdit()->setPlaceholderText(tr("Command"));
    m_names->completer()->setFilterMode(Qt::MatchContains);
    m_names->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scrolled(makeBoard()));
    setFocusProxy(m_periods);
    connectParts();
    showStatistics();
    showRuns();
}

QWidget *PlotsPage::makeBoard()
{
    auto *board = new QWidget(this);
    auto *layout = new QVBoxLayout(board);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    layout->addWidget(makeChoices());
    layout->addWidget(framed(m_durations, tr("Export how long it took…"),
                             [this] { exportPlot(m_durations, u"durations"_s); }),
                      1);
    m_pair = new QHBoxLayout;
    layout->addLayout(m_pair, 1);
    m_pair->addWidget(framed(m_outcomes, tr("Export how tasks ended…"),
                             [this] { exportPlot(m_outcomes, u"outcomes"_s); }),
                      1);
    m_pair->addWidget(
        framed(m_busyHours, tr("Export the busiest hours…"), [this] { exportBusyHours(); }), 1);
    return board;
}

/// Side by side where there is room for two.
void PlotsPage::resizeEvent(QResizeEvent *event)
{
    const bool isNarrow = width() < 2 * m_outcomes->minimumWidth() + 4 * margin;
    m_pair->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    HistoryPage::resizeEvent(event);
}

QWidget *PlotsPage::makeChoices()
{
    auto *choices = new QWidget(this);
    auto *layout = new QHBoxLayout(choices);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto addLabel = [choices, layout](const QString &text, QWidget *buddy) {
        auto *label = new QLabel(text, choices);
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(buddy);
        layout->addWidget(label);
        layout->addWidget(buddy);
    };
    addLabel(tr("&Period:"), m_periods);
    layout->addSpacing(2 * margin);
    addLabel(tr("&Command:"), m_names);
    layout->addStretch(1);
    layout->setStretchFactor(m_names, namesMost); // up to its most
    return choices;
}

QWidget *PlotsPage::framed(QWidget *plot, const QString &name, const std::function<void()> &save)
{
    auto *frame = new QFrame(this);
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setBackgroundRole(QPalette::Base);
    frame->setAutoFillBackground(true);
    auto *button = new QToolButton(frame);
    button->setText(tr("Export…"));
    button->setToolTip(tr("Write this plot to a file, as PNG or SVG"));
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, save);
    auto *layout = new QGridLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(plot, 0, 0);
    layout->addWidget(button, 0, 0, Qt::AlignTop | Qt::AlignRight);
    button->raise();
    return frame;
}

void PlotsPage::connectParts()
{
    connect(m_periods, &QComboBox::currentIndexChanged, m_feed,
            [this] { m_feed->setDays(m_periods->currentData().toInt()); });
    connect(m_names, &QComboBox::activated, m_feed,
            [this](int row) { m_feed->setName(m_names->itemData(row).toString()); });
    connect(m_feed, &StatisticsFeed::statisticsChanged, this, &PlotsPage::showStatistics);
    connect(m_feed, &StatisticsFeed::runsChanged, this, &PlotsPage::showRuns);
    connect(m_feed, &StatisticsFeed::failed, this, &PlotsPage::failed);
    connect(m_durations, &DurationPlot::runChosen, this, &PlotsPage::taskActivated);
}

void PlotsPage::setSession(const TaskSessionPtr &session)
{
    m_feed->setSession(session);
}

void PlotsPage::restoreView(const ViewState &view)
{
    const int place = m_periods->findData(view.value(plotsDaysSetting));
    m_periods->setCurrentIndex(place < 0 ? m_periods->findData(plotsDaysSetting.fallback) : place);
    m_feed->setDays(m_periods->currentData().toInt());
}

void PlotsPage::saveView(ViewState &view) const
{
    view.setValue(plotsDaysSetting.key, m_periods->currentData().toInt());
}

void PlotsPage::setWatched(bool watched)
{
    m_feed->setWatched(watched);
}

void PlotsPage::showStatistics()
{
    const QList<QuarterHour> &quarters = m_feed->statistics().quarters;
    m_outcomes->setDays(m_feed->isLoaded() ? figuresByDay(quarters, m_feed->period())
                                           : QList<DayFigures>());
    m_busyHours->setFigures(figuresOfWeek(quarters));
    showNames();
}

void PlotsPage::showRuns()
{
    m_durations->setRuns(m_feed->shownName(), m_feed->runs(), m_feed->period());
}

/// While somebody types in it, the names stay as they are.
void PlotsPage::showNames()
{
    if (m_names->lineEdit()->hasFocus() && m_names->count() > 0)
        return;
    m_names->clear();
    const QString shown = m_feed->shownName();
    for (const NameCount &name : m_feed->statistics().names)
        m_names->addItem(oneLine(name.name, 80), name.name);
    const int place = m_names->findData(shown);
    if (place < 0 && !shown.isEmpty())
        m_names->insertItem(0, oneLine(shown, 80), shown);
    m_names->setCurrentIndex(shown.isEmpty() ? -1 : qMax(0, place));
    m_names->setEnabled(m_names->count() > 0);
}

void PlotsPage::exportPlot(Plot *plot, const QString &name)
{
    pictures()->ask(name, [plot, name] {
        return Picture{name, plot->heading(), plot->size(),
                       [plot](QPainter &painter) { plot->paintPicture(painter); }};
    });
}

void PlotsPage::exportBusyHours()
{
    pictures()->ask(u"busiest-hours"_s, [this] {
        const QSize size = m_busyHours->size();
        return Picture{u"busiest-hours"_s, m_busyHours->title(), size,
                       [this, size](QPainter &painter) { m_busyHours->paint(painter, size); }};
    });
}

} // namespace headway
