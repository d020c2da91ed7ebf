#include "ui/window/batchrunner.h"

#include "ui/widgets/textbutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fewTasks = 50; // over before anybody has read of it

} // namespace

BatchRunner::BatchRunner(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    auto *stop =
        makeTextButton(u"stop"_s, tr("Stop"), tr("Leave the other tasks as they are"), this);
    connect(stop, &QToolButton::clicked, this, &BatchRunner::stop);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->addWidget(m_label);
    layout->addWidget(stop);
    setAccessibleName(tr("Actions under way"));
    hide();
}

BatchRunner::~BatchRunner() = default;

void BatchRunner::setSession(const TaskSessionPtr &session)
{
    stop();
    m_session = session;
}

void BatchRunner::run(const TaskBatch::Work &work, const ManyTasks &tasks,
                      const std::function<void(bool)> &end)
{
    if (!m_session)
        return;
    auto *batch = new TaskBatch(m_session, work, tasks, this);
    connect(batch, &TaskBatch::failed, this, &BatchRunner::failed);
    if (end)
        connect(batch, &TaskBatch::finished, this, end);
    ++m_underWay;
    connect(batch, &TaskBatch::finished, this, &BatchRunner::noteEnd);
    if (tasks.size() <= fewTasks)
        return batch->start();
    connect(batch, &TaskBatch::progressed, this, &BatchRunner::refresh);
    connect(batch, &TaskBatch::finished, this, [this, batch] {
        if (batch == m_current)
            takeNext();
    });
    m_waiting += batch;
    if (!m_current)
        takeNext();
}

void BatchRunner::whenIdle(const std::function<void()> &then)
{
    m_whenIdle += then;
    if (m_underWay == 0)
        tellIdle();
}

void BatchRunner::noteEnd()
{
    if (--m_underWay == 0)
        tellIdle();
}

void BatchRunner::tellIdle()
{
    for (const auto &then : std::exchange(m_whenIdle, {}))
        then();
}

void BatchRunner::takeNext()
{
    m_current = m_waiting.isEmpty() ? nullptr : m_waiting.takeFirst();
    refresh();
    if (m_current)
        m_current->start();
}

void BatchRunner::stop()
{
    for (TaskBatch *batch : std::exchange(m_waiting, {}))
        batch->stop();
    if (m_current)
        m_current->stop();
}

QString BatchRunner::text() const
{
    return isHidden() ? QString() : m_label->text();
}

void BatchRunner::refresh()
{
    setVisible(m_current);
    if (!m_current)
        return;
    const QLocale locale;
    const QString text = tr("%1: %2 of %3")
                             .arg(m_current->doing(), locale.toString(m_current->count()),
                                  locale.toString(m_current->total()));
    m_label->setText(m_current->isResting() ? tr("%1 — waiting for the service").arg(text) : text);
}

} // namespace headway
