#include "ui/window/timelinepage.h"

#include "core/model/limits.h"
#include "ui/delegates/icons.h"
#include "ui/models/spanwords.h"
#include "ui/models/timelinefeed.h"
#include "ui/widgets/timelineview.h"
#include "ui/window/pictureexport.h"
#include "ui/window/viewstate.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QToolBar>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

inline constexpr Setting<bool> byHostSetting{"timeline/byHost", false};
inline constexpr Setting<int> timelineDaysSetting{"timeline/days", 1};

constexpr int week = 7;

/// @p days from the beginning of a local day on.
Period daysFrom(QDate first, int days)
{
    return {first.startOfDay().toUTC(), first.addDays(days).startOfDay().toUTC()};
}

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(8, 4, 8, 4);
    return label;
}

} // namespace

TimelinePage::TimelinePage(const Clock &clock, QWidget *parent)
    : HistoryPage(parent)
    , m_clock(clock)
    , m_feed(new TimelineFeed(this))
    , m_view(new TimelineView(clock, this))
    , m_lanes(new QComboBox(this))
    , m_title(makeLabel(this))
    , m_note(makeLabel(this))
{
    m_lanes->addItem(tr("By kind"), static_cast<int>(LaneKey::Kind));
    m_lanes->addItem(tr("By host"), static_cast<int>(LaneKey::Host));
    m_lanes->setAccessibleName(tr("Lanes"));
    m_lanes->setToolTip(tr("What the tasks in a lane share"));
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connectParts();
    showToday();
}

QToolBar *TimelinePage::makeToolBar()
{
    auto *bar = new QToolBar(this);
    bar->setIconSize({16, 16});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto add = [this, bar](const QString &text, const QKeySequence &key, const QString &tip,
                                 auto done) {
        auto *action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(
            key.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, key.toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, this, done);
        addAction(action);
        bar->addAction(action);
    };
    add(tr("Earlier"), Qt::Key_PageUp, tr("Show the time before"), [this] { goOn(-1); });
    add(tr("Today"), Qt::Key_T, tr("Show today"), [this] { showToday(); });
    add(tr("Later"), Qt::Key_PageDown, tr("Show the time after"), [this] { goOn(1); });
    bar->addSeparator();
    add(tr("Hour"), Qt::Key_H, tr("Show an hour: the last one, where now is in sight"),
        [this] { showHour(); });
    add(tr("Day"), Qt::Key_D, tr("Show a whole day"), [this] { showDays(1); });
    add(tr("Week"), Qt::Key_W, tr("Show a whole week"), [this] { showDays(week); });
    bar->addSeparator();
    bar->addWidget(m_lanes);
    add(tr("Export…"), QKeySequence(), tr("Write the timeline to a file, as PNG or SVG"),
        [this] { exportPicture(); });
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addWidget(m_title); // last: where there is too little room, the axis tells as well
    return bar;
}

void TimelinePage::connectParts()
{
    connect(m_lanes, &QComboBox::currentIndexChanged, m_view,
            [this] { m_view->setLaneKey(static_cast<LaneKey>(m_lanes->currentData().toInt())); });
    connect(m_view, &TimelineView::periodChanged, m_feed, &TimelineFeed::want);
    connect(m_view, &TimelineView::periodChanged, this, &TimelinePage::showTexts);
    connect(m_feed, &TimelineFeed::spansChanged, this, &TimelinePage::showSpans);
    connect(m_feed, &TimelineFeed::failed, this, &TimelinePage::failed);
    connect(m_view, &TimelineView::taskSelected, this, &TimelinePage::taskSelected);
    connect(m_view, &TimelineView::taskActivated, this, &TimelinePage::taskActivated);
}

void TimelinePage::setSession(const TaskSessionPtr &session)
{
    m_view->select({});
    m_feed->setSession(session);
}

void TimelinePage::restoreView(const ViewState &view)
{
    m_lanes->setCurrentIndex(view.value(byHostSetting) ? 1 : 0);
    m_days = view.value(timelineDaysSetting) == week ? week : 1;
    showToday();
}

void TimelinePage::saveView(ViewState &view) const
{
    view.setValue(byHostSetting.key, m_view->laneKey() == LaneKey::Host);
    view.setValue(timelineDaysSetting.key, m_days);
}

void TimelinePage::setWatched(bool watched)
{
    m_feed->setWatched(watched);
    if (!watched)
        return;
    m_feed->want(m_view->period());
    showTexts();
}

/// The day, or the week from its Monday on, in which the middle of what is shown lies.
void TimelinePage::showDays(int days)
{
    m_days = days;
    const Period shown = m_view->period();
    const QDate middle = shown.from.addMSecs(shown.milliseconds() / 2).toLocalTime().date();
    m_view->showPeriod(daysFrom(days == 1 ? middle : middle.addDays(1 - middle.dayOfWeek()), days));
}

/// With a little room for what comes, or around the middle of what is shown.
void TimelinePage::showHour()
{
    constexpr qint64 minute = 60'000;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 ahead = 3 * minute;
    const Period shown = m_view->period();
    const QDateTime now = m_clock.now();
    const bool isNow = shown.from <= now && now <= shown.to;
    const QDateTime to =
        isNow ? now.addMSecs(ahead) : shown.from.addMSecs((shown.milliseconds() + hour) / 2);
    m_view->showPeriod({to.addMSecs(-hour), to});
}

void TimelinePage::showToday()
{
    m_view->showPeriod(daysFrom(m_clock.now().toLocalTime().date(), 1));
    showDays(m_days);
}

/// By as much as is shown; by whole days where whole days are.
void TimelinePage::goOn(int way)
{
    const Period shown = m_view->period();
    const QDateTime from = shown.from.toLocalTime();
    const QDateTime to = shown.to.toLocalTime();
    if (beginsDay(from) && beginsDay(to)) {
        const int days = static_cast<int>(from.date().daysTo(to.date()));
        m_view->showPeriod(daysFrom(from.date().addDays(way * days), days));
        return;
    }
    const qint64 length = way * shown.milliseconds();
    m_view->showPeriod({shown.from.addMSecs(length), shown.to.addMSecs(length)});
}

void TimelinePage::showSpans()
{
    m_view->setSpans(m_feed->spans());
    showTexts();
}

void TimelinePage::showTexts()
{
    m_title->setText(periodWords(m_view->period()));
    if (m_feed->isCut()) {
        m_note->setText(tr("More tasks ran than can be shown: these are the newest %1. Zoom in to "
                           "see all.")
                            .arg(QLocale().toString(limits::spanCount)));
    } else {
        m_note->setText(tr("Nothing ran in this time. Go earlier or later, or press T for today."));
    }
    const bool isEmpty = !m_view->hasBarsInSight();
    m_note->setVisible(m_feed->isCut() || (isEmpty && m_feed->isLoaded()));
}

void TimelinePage::exportPicture()
{
    pictures()->ask(u"timeline"_s, [this] {
        const QSize size = m_view->pictureSize();
        return Picture{u"timeline"_s, m_title->text(), size,
                       [this, size](QPainter &painter) { m_view->paintPicture(painter, size); }};
    });
}

} // namespace headway
