#include "ui/window/batchrunner.h"

#include "ui/widgets/textbutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTimer>

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fewTasks = 50; // over before anybody has read of it

/// For the end of some batches, or of patience.
struct Wait
{
    QList<TaskBatch *> left;
    std::function<void()> then;

    void endIfOver()
    {
        if (left.isEmpty())
            end();
    }

    void giveUp()
    {
        for (TaskBatch *batch : QList(left))
            batch->stop();
        end(); // whatever has not been answered yet
    }

    /// Once; what it holds goes with it.
    void end()
    {
        if (const auto call = std::exchange(then, {}))
            call();
    }
};

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
    stopUnpromised();
    m_session = session;
}

void BatchRunner::run(const TaskBatch::Work &work, const ManyTasks &tasks,
                      const std::function<void(bool)> &end)
{
    if (!m_session)
        return;
    auto *batch = new TaskBatch(m_session, work, tasks, this);
    m_underWay += batch;
    connect(batch, &TaskBatch::failed, this, &BatchRunner::failed);
    if (end)
        connect(batch, &TaskBatch::finished, this, end);
    connect(batch, &TaskBatch::finished, this, [this, batch] { noteEnd(batch); });
    if (tasks.size() <= fewTasks)
        return batch->start();
    connect(batch, &TaskBatch::progressed, this, &BatchRunner::refresh);
    m_waiting += batch;
    if (!m_current)
        takeNext();
}

void BatchRunner::noteEnd(TaskBatch *batch)
{
    m_underWay.removeOne(batch);
    m_waiting.removeOne(batch);
    if (batch == m_current)
        takeNext();
}

void BatchRunner::whenPromisesAreKept(std::chrono::milliseconds patience,
                                      const std::function<void()> &then)
{
    const auto wait = std::make_shared<Wait>(Wait{{}, then});
    for (TaskBatch *batch : std::as_const(m_underWay)) {
        if (!batch->isPromised())
            continue;
        wait->left += batch;
        connect(batch, &TaskBatch::finished, this, [wait, batch] {
            wait->left.removeOne(batch);
            wait->endIfOver();
        });
    }
    wait->endIfOver();
    if (!wait->left.isEmpty())
        QTimer::singleShot(patience, this, [wait] { wait->giveUp(); });
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
    m_waiting.clear();
    for (TaskBatch *batch : QList(m_underWay))
        batch->stop();
}

void BatchRunner::stopUnpromised()
{
    const auto isLeft = [](const TaskBatch *batch) { return !batch->isPromised(); };
    const QList<TaskBatch *> all = m_underWay;
    m_waiting.removeIf(isLeft);
    for (TaskBatch *batch : all) {
        if (isLeft(batch))
            batch->stop();
    }
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
