#include "ui/widgets/courseview.h"

#include "ui/models/coursefeed.h"
#include "ui/widgets/coursechart.h"
#include "ui/widgets/emptypage.h"

namespace headway {

using namespace Qt::StringLiterals;

CourseView::CourseView(const CourseFeed &feed, QWidget *parent)
    : QStackedWidget(parent)
    , m_feed(feed)
    , m_chart(new CourseChart(this))
    , m_empty(new EmptyPage(u"running"_s, tr("No progress recorded"),
                            tr("It is recorded while a task runs and tells how it is getting on; "
                               "of very short runs there is nothing."),
                            this))
{
    addWidget(m_empty);
    addWidget(m_chart);
    setFocusProxy(m_chart);
    connect(m_chart, &CourseChart::momentWanted, this, &CourseView::momentWanted);
}

void CourseView::setTask(const std::optional<Task> &task)
{
    CourseRun own;
    if (task) {
        own.task = *task;
        own.course = m_feed.course().value_or(TaskCourse());
    }
    m_chart->setRuns(own, m_feed.earlier());
    QWidget *const page = m_chart->hasCurve() ? static_cast<QWidget *>(m_chart) : m_empty;
    if (currentWidget() != page)
        setCurrentWidget(page);
}

} // namespace headway
