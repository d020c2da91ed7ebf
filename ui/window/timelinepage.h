#pragma once

#include "core/base/clock.h"
#include "ui/models/timelinelanes.h"
#include "ui/window/historypage.h"

class QComboBox;
class QLabel;
class QToolBar;

namespace headway {

class TimelineFeed;
class TimelineView;

/// The timeline of one account's tasks, with what chooses its period and lanes above it.
class TimelinePage final : public HistoryPage
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the page.
    explicit TimelinePage(const Clock &clock, QWidget *parent = nullptr);

    void setSession(const TaskSessionPtr &session) override;
    void restoreView(const ViewState &view) override;
    void saveView(ViewState &view) const override;
    TimelineView *view() const { return m_view; }

Q_SIGNALS:
    /// @p number is Task::row.
    void taskSelected(quint32 number);

protected:
    void setWatched(bool watched) override;

private:
    QToolBar *makeToolBar();
    void connectParts();
    void showDays(int days);
    void showHour();
    void showToday();
    void goOn(int way);
    void showSpans();
    void showTexts();
    void exportPicture();

    const Clock &m_clock;
    TimelineFeed *m_feed;
    TimelineView *m_view;
    QComboBox *m_lanes;
    QLabel *m_title;
    QLabel *m_note; ///< what is not shown, and why
    int m_days = 1; ///< of the period that was chosen last
};

} // namespace headway
