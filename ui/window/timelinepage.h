#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"
#include "ui/models/timelinelanes.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolBar;

namespace headway {

class PictureExport;
class TimelineFeed;
class TimelineView;
class ViewState;

/// The timeline of one account's tasks, with what chooses its period and lanes above it.
class TimelinePage : public QWidget
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the page.
    explicit TimelinePage(const Clock &clock, QWidget *parent = nullptr);

    /// Null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    void restoreView(const ViewState &view);
    void saveView(ViewState &view) const;
    TimelineView *view() const { return m_view; }
    PictureExport *pictures() const { return m_pictures; }

Q_SIGNALS:
    /// @p number is Task::row.
    void taskSelected(quint32 number);
    void taskActivated(quint32 number);
    void failed(const headway::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QToolBar *makeToolBar();
    void connectParts();
    void showDays(int days);
    void showToday();
    void goOn(int way);
    void showSpans();
    void showTexts();
    void exportPicture();

    const Clock &m_clock;
    TimelineFeed *m_feed;
    TimelineView *m_view;
    PictureExport *m_pictures;
    QComboBox *m_lanes;
    QLabel *m_title;
    QLabel *m_note; ///< what is not shown, and why
    int m_days = 1; ///< of the period that was chosen last
};

} // namespace headway
