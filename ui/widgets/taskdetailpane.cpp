#include "ui/widgets/taskdetailpane.h"

#include "ui/models/jsontext.h"
#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/errorcard.h"
#include "ui/widgets/fieldtable.h"
#include "ui/widgets/outputpane.h"
#include "ui/widgets/taskheader.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

enum Page { NothingPage, ContentPage };
enum Tab { OutputTab, ResultTab };

QPlainTextEdit *makeResultView(QWidget *parent)
{
    auto *view = new QPlainTextEdit(parent);
    view->setReadOnly(true);
    view->setUndoRedoEnabled(false);
    view->setFrameShape(QFrame::NoFrame);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    view->setTabChangesFocus(true);
    view->setAccessibleName(TaskDetailPane::tr("Result of the selected task"));
    return view;
}

/// What the error card is headed with; "" for a task that needs none.
QString errorTitle(const Task &task)
{
    if (task.status == TaskStatus::Lost && !task.quietSince.isNull())
        return TaskDetailPane::tr("No sign of life since %1").arg(fullInstant(task.quietSince));
    if (task.status == TaskStatus::Lost)
        return TaskDetailPane::tr("No sign of life any more");
    if (task.status != TaskStatus::Failed)
        return {};
    if (task.signal)
        return TaskDetailPane::tr("It failed: ended by signal %1").arg(*task.signal);
    if (task.exitCode)
        return TaskDetailPane::tr("It failed with exit code %1").arg(*task.exitCode);
    return TaskDetailPane::tr("It failed");
}

} // namespace

TaskDetailPane::TaskDetailPane(const Clock &clock, QWidget *parent)
    : QStackedWidget(parent)
    , m_clock(clock)
    , m_header(new TaskHeader(this))
    , m_error(new ErrorCard(this))
    , m_fields(new FieldTable(this))
    , m_tabs(new QTabWidget(this))
    , m_output(new OutputPane(this))
    , m_result(makeResultView(this))
{
    addWidget(new EmptyPage(u"pane"_s, tr("No task selected"),
                            tr("Select a task to see everything known of it."), this));
    addWidget(makeContent());
}

QWidget *TaskDetailPane::makeContent()
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_output, tr("Output"));
    m_tabs->addTab(m_result, tr("Result"));
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_fields);
    parts->addWidget(m_tabs);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_error);
    layout->addWidget(parts, 1);
    return content;
}

void TaskDetailPane::setSession(const TaskSessionPtr &session)
{
    setTask({});
    m_session = session;
}

void TaskDetailPane::setTask(const std::optional<Task> &task)
{
    const TaskId before = m_task ? m_task->id : TaskId();
    m_task = task;
    setCurrentIndex(task ? ContentPage : NothingPage);
    const TaskId now = task ? task->id : TaskId();
    if (now != before)
        m_output->setTask(task ? m_session : nullptr, now);
    showParts();
}

void TaskDetailPane::refreshTimes()
{
    if (!m_task)
        return;
    m_header->setTask(*m_task, m_clock.now());
    m_fields->setFields(fieldsOf(*m_task, m_clock.now()));
}

void TaskDetailPane::changeEvent(QEvent *event)
{
    QStackedWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshTimes(); // the colour of its status belongs to the palette
}

void TaskDetailPane::showParts()
{
    showError();
    showResult();
    if (m_task)
        refreshTimes();
    else
        m_fields->setFields({});
}

void TaskDetailPane::showError()
{
    const QString title = m_task ? errorTitle(*m_task) : QString();
    if (title.isEmpty())
        m_error->clear();
    else
        m_error->setError(title, m_task->error.value_or(QString()));
}

void TaskDetailPane::showResult()
{
    const bool hasResult = m_task && m_task->result;
    const QString text = hasResult ? manyLines(indentedJson(*m_task->result)) : QString();
    if (text != m_result->toPlainText())
        m_result->setPlainText(text);
    m_tabs->setTabVisible(ResultTab, hasResult);
}

} // namespace headway
