#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace headway {

class BusyHoursPlot;
class DurationPlot;
class OutcomePlot;
class PictureExport;
class Plot;
class StatisticsFeed;
class ViewState;

/// What the last days have been like: how long a command took, what failed, when most begins.
class PlotsPage : public QWidget
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the page.
    explicit PlotsPage(const Clock &clock, QWidget *parent = nullptr);

    /// Null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    void restoreView(const ViewState &view);
    void saveView(ViewState &view) const;
    PictureExport *pictures() const { return m_pictures; }

Q_SIGNALS:
    /// The run of a task has been chosen; @p number is Task::row.
    void taskActivated(quint32 number);
    void failed(const headway::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeChoices();
    QWidget *framed(QWidget *plot, const QString &name, const std::function<void()> &save);
    void connectParts();
    void showStatistics();
    void showRuns();
    void showNames();
    void exportPlot(Plot *plot, const QString &name);
    void exportBusyHours();

    StatisticsFeed *m_feed;
    PictureExport *m_pictures;
    QComboBox *m_periods;
    QComboBox *m_names;
    DurationPlot *m_durations;
    OutcomePlot *m_outcomes;
    BusyHoursPlot *m_busyHours;
};

} // namespace headway
