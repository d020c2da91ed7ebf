#pragma once

#include "core/session/tasksession.h"

#include <QStackedWidget>

namespace headway {

class CourseChart;
class CourseFeed;

/// The course of one task in a chart, or a sentence where nothing was recorded of it.
class CourseView : public QStackedWidget
{
    Q_OBJECT

public:
    /// @p feed is borrowed and outlives the view.
    explicit CourseView(const CourseFeed &feed, QWidget *parent = nullptr);

    /// Shows @p task as it is now, with what @p feed knows of it; nullopt: none is selected.
    void setTask(const std::optional<Task> &task);

    CourseChart *chart() const { return m_chart; }

Q_SIGNALS:
    /// The reader wants to see the output as it was when it had @p bytes.
    void momentWanted(qint64 bytes);

private:
    const CourseFeed &m_feed;
    CourseChart *m_chart;
    QWidget *m_empty;
};

} // namespace headway
