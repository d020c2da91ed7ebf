#pragma once

#include "core/session/tasksession.h"

#include <QWidget>

namespace headway {

class PictureExport;
class ViewState;

/// A page beside the list that shows one account's tasks over time. It follows them only while it
/// shows, and gives pictures of what it shows.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    /// Null: nobody is signed in.
    virtual void setSession(const TaskSessionPtr &session) = 0;
    virtual void restoreView(const ViewState &view) = 0;
    virtual void saveView(ViewState &view) const = 0;
    PictureExport *pictures() const { return m_pictures; }

Q_SIGNALS:
    /// A task has been chosen; @p number is Task::row.
    void taskActivated(quint32 number);
    void failed(const headway::Error &error);

protected:
    explicit HistoryPage(QWidget *parent);

    /// Whether somebody looks at it.
    virtual void setWatched(bool watched) = 0;

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    PictureExport *m_pictures;
};

} // namespace headway
