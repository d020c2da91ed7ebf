#include "ui/widgets/taskdetails.h"

#include "ui/models/coursefeed.h"
#include "ui/models/taskmoments.h"
#include "ui/models/taskwords.h"
#include "ui/models/timewords.h"
#include "ui/widgets/attemptsview.h"
#include "ui/widgets/courseview.h"
#include "ui/widgets/errorcard.h"
#include "ui/widgets/erroronce.h"
#include "ui/widgets/fieldtable.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/outputpane.h"
#include "ui/widgets/outputview.h"
#include "ui/widgets/statestrip.h"
#include "ui/widgets/statetimeline.h"
#include "ui/widgets/taskheader.h"

#include <QEvent>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

enum Tab { OutputTab, OverviewTab, CourseTab, ResultTab, AttemptsTab };

/// What the error card is headed with; "" for a task that needs none.
QString errorTitle(const Task &task)
{
    if (task.status == TaskStatus::Lost && !task.quietSince.isNull())
        return TaskDetails::tr("No sign of life since %1").arg(fullInstant(task.quietSince));
    if (task.status == TaskStatus::Lost)
        return TaskDetails::tr("No sign of life any more");
    if (task.status != TaskStatus::Failed)
        return {};
    if (task.signal)
        return TaskDetails::tr("It failed: ended by signal %1").arg(signalWords(*task.signal));
    if (task.exitCode)
        return TaskDetails::tr("It failed with exit code %1").arg(*task.exitCode);
    return TaskDetails::tr("It failed");
}

/// What is said of a task that has no output.
QString emptyOutputOf(const Task &task)
{
    if (task.status == TaskStatus::Pending)
        return TaskDetails::tr("It has not begun yet.");
    return isEnded(task.status) ? TaskDetails::tr("It has written nothing.")
                                : TaskDetails::tr("Nothing written yet.");
}

} // namespace

TaskDetails::TaskDetails(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_feed(new CourseFeed(this))
    , m_second(this)
    , m_header(new TaskHeader(this))
    , m_error(new ErrorCard(this))
    , m_strip(new StateStrip(this))
    , m_states(new StateTimeline(this))
    , m_fields(new FieldTable(this))
    , m_tabs(new QTabWidget(this))
    , m_output(new OutputPane(this))
    , m_course(new CourseView(*m_feed, this))
    , m_result(new JsonView(this))
    , m_attempts(new AttemptsView(clock, this))
    , m_once(new ErrorOnce(*m_error, *m_output->view(), this))
{
    arrange();
    connect(&m_second, &QTimer::timeout, this, &TaskDetails::refreshTimes);
    connect(m_attempts, &AttemptsView::taskWanted, this, &TaskDetails::taskWanted);
    connect(m_feed, &CourseFeed::changed, this, &TaskDetails::showCourse);
    connect(m_course, &CourseView::momentWanted, this, &TaskDetails::showMoment);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (!m_isChoosing)
            m_wantedTab = m_tabs->currentWidget()->objectName();
        followCourse();
    });
}

void TaskDetails::arrange()
{
    m_tabs->setDocumentMode(true);
    m_tabs->insertTab(OutputTab, m_output, tr("Output"));
    m_tabs->insertTab(OverviewTab, makeOverview(), tr("Overview"));
    m_tabs->insertTab(CourseTab, m_course, tr("Progress"));
    m_tabs->insertTab(ResultTab, m_result, tr("Result"));
    m_tabs->insertTab(AttemptsTab, m_attempts, tr("Attempts"));
    m_output->setObjectName(u"output"_s);
    m_course->setObjectName(u"course"_s);
    m_result->setObjectName(u"result"_s);
    m_attempts->setObjectName(u"attempts"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_error);
    layout->addWidget(m_tabs, 1);
}

QWidget *TaskDetails::makeOverview()
{
    auto *overview = new QWidget(m_tabs);
    overview->setObjectName(u"overview"_s);
    auto *layout = new QVBoxLayout(overview);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_states);
    layout->addWidget(m_fields, 1);
    return overview;
}

void TaskDetails::addFailureAction(QAction *action)
{
    m_error->addErrorAction(action);
}

QString TaskDetails::shownTab() const
{
    return m_wantedTab;
}

void TaskDetails::showTab(const QString &name)
{
    m_wantedTab = name;
    auto *tab = name.isEmpty() ? nullptr : m_tabs->findChild<QWidget *>(name);
    const int index = tab ? m_tabs->indexOf(tab) : OutputTab;
    const bool canBeSeen = index >= 0 && m_tabs->isTabVisible(index);
    m_isChoosing = true;
    m_tabs->setCurrentIndex(canBeSeen ? index : OutputTab);
    m_isChoosing = false;
}

void TaskDetails::setSession(const TaskSessionPtr &session)
{
    setTask({});
    m_output->forgetSearch();
    m_session = session;
}

void TaskDetails::setTask(const std::optional<Task> &task)
{
    const TaskId before = m_task ? m_task->id : TaskId();
    m_task = task;
    const TaskId now = task ? task->id : TaskId();
    if (now != before)
        m_output->setTask(task ? m_session : nullptr, now);
    m_output->view()->setEmptyText(task ? emptyOutputOf(*task) : QString());
    m_attempts->setTask(m_session, task);
    m_feed->setTask(m_session, task);
    showParts();
    watchClock();
}

void TaskDetails::watchClock()
{
    m_second.setRunning(isVisible() && m_task && isProcessing(m_task->status));
}

/// Only what somebody looks at is asked for.
void TaskDetails::followCourse()
{
    const int tab = isVisible() ? m_tabs->currentIndex() : OutputTab;
    m_feed->setDepth(tab == CourseTab         ? CourseFeed::Depth::WithEarlier
                         : tab == OverviewTab ? CourseFeed::Depth::Own
                                              : CourseFeed::Depth::Nothing);
    showCurve();
}

void TaskDetails::showCourse()
{
    showCurve();
    if (m_task)
        showStates();
}

/// Changes are many, and to take it apart costs something.
void TaskDetails::showCurve()
{
    if (m_tabs->currentWidget() == m_course)
        m_course->setTask(m_task);
}

void TaskDetails::showStates()
{
    const std::optional<TaskCourse> &course = m_feed->course();
    const QDateTime now = m_clock.now();
    const QList<TaskMoment> moments =
        momentsOf(*m_task, course ? course->states : QList<StateChange>(), now);
    m_strip->setMoments(moments, now);
    m_states->setMoments(moments, now);
}

void TaskDetails::showMoment(qint64 bytes)
{
    m_tabs->setCurrentIndex(OutputTab);
    m_output->showMoment(bytes);
}

void TaskDetails::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followCourse();
    refreshTimes();
    watchClock();
}

void TaskDetails::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    followCourse();
    watchClock();
}

void TaskDetails::refreshTimes()
{
    if (!m_task)
        return;
    m_header->setTask(*m_task, m_clock.now());
    showStates();
    m_fields->setFields(fieldsOf(*m_task, m_clock.now()));
    m_attempts->refreshTimes();
}

void TaskDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshTimes(); // the colour of its status belongs to the palette
}

void TaskDetails::showParts()
{
    showError();
    showResult();
    showCurve();
    if (m_task)
        refreshTimes();
    else
        m_fields->setFields({});
}

void TaskDetails::showError()
{
    const QString title = m_task ? errorTitle(*m_task) : QString();
    const QString error = m_task ? m_task->error.value_or(QString()) : QString();
    m_once->setError(m_task ? m_task->id : TaskId(),
                     m_task && m_task->hasRunner ? error : QString());
    if (title.isEmpty())
        m_error->clear();
    else
        m_error->setError(title, error);
}

void TaskDetails::showResult()
{
    const bool hasResult = m_task && m_task->result;
    m_result->setJson(hasResult ? *m_task->result : QByteArray());
    // A tab that goes brings another to the front, which nobody chose.
    m_isChoosing = true;
    m_tabs->setTabVisible(ResultTab, hasResult);
    m_isChoosing = false;
    showTab(m_wantedTab);
}

} // namespace headway
