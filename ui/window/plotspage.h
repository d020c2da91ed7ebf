#pragma once

#include "core/base/clock.h"
#include "ui/window/historypage.h"

class QBoxLayout;
class QComboBox;
class QVBoxLayout;

namespace headway {

class BusyHoursPlot;
class DurationPlot;
class OutcomePlot;
class Plot;
class StatisticsFeed;

/// What the last days have been like: how long a command took, what failed, when most begins.
class PlotsPage final : public HistoryPage
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the page.
    explicit PlotsPage(const Clock &clock, QWidget *parent = nullptr);

    void setSession(const TaskSessionPtr &session) override;
    void restoreView(const ViewState &view) override;
    void saveView(ViewState &view) const override;

protected:
    void setWatched(bool watched) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBoard();
    QWidget *makeChoices();
    QWidget *framed(QWidget *plot, const QString &name, const std::function<void()> &save);
    void connectParts();
    void showStatistics();
    void showRuns();
    void showNames();
    void exportPlot(Plot *plot, const QString &name);
    void exportBusyHours();

    StatisticsFeed *m_feed;
    QComboBox *m_periods;
    QComboBox *m_names;
    DurationPlot *m_durations;
    OutcomePlot *m_outcomes;
    BusyHoursPlot *m_busyHours;
    QBoxLayout *m_pair = nullptr; ///< of the last two
};

} // namespace headway
