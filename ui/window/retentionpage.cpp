#include "ui/window/retentionpage.h"

#include "core/base/future.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/problemlabel.h"
#include "ui/window/doomedtasks.h"

#include <QAccessible>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr double gibibyte = 1LL << 30;

using Bound = std::optional<double>;

Bound daysOf(const std::optional<Retention::Days> &age)
{
    return age ? Bound(age->count()) : std::nullopt;
}

std::optional<Retention::Days> ageOf(const Bound &days)
{
    return days ? std::optional(Retention::Days(static_cast<int>(*days))) : std::nullopt;
}

std::optional<qint64> wholeOf(const Bound &bound, double unit = 1)
{
    return bound ? std::optional(static_cast<qint64>(*bound * unit)) : std::nullopt;
}

QLabel *makePlainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

} // namespace

RetentionPage::RetentionPage(std::unique_ptr<RetentionDesk> desk, const TaskSessionPtr &session,
                             QWidget *parent)
    : SettingsPage(tr("Retention"), parent)
    , m_desk(std::move(desk))
{
    if (!m_desk) {
        addNote(tr("Sign in to see how long tasks are kept."));
        return;
    }
    m_doomed = new DoomedTasks(session, this);
    connect(m_doomed, &DoomedTasks::counted, this, &RetentionPage::showCount);
    const QString ageWords = tr("age days old keep delete history state exception");
    const BoundField::Look age{tr("Delete when older than"), tr(" days"), Retention::daysMax, 0,
                               Retention::ninetyDays.count()};
    m_completed = add(tr("Co&mpleted tasks"), age, ageWords);
    m_failed = add(tr("&Failed tasks"), age, ageWords);
    m_cancelled = add(tr("Ca&ncelled tasks"), age, ageWords);
    m_lost = add(tr("&Lost tasks"), age, ageWords);
    const Retention usual;
    m_tasks = add(tr("N&umber of tasks"),
                  {tr("Delete the oldest beyond"), tr(" tasks"), double(Retention::tasksMax), 0,
                   double(*usual.tasks)},
                  tr("count many keep delete history maximum"));
    m_output = add(tr("&Size of all output"),
                   {tr("Delete the oldest beyond"), tr(" GiB"),
                    Retention::outputBytesMax / gibibyte, 2, *usual.outputBytes / gibibyte},
                   tr("disk space bytes log keep delete history maximum"));
    addBlock(makeQuestion(), {});
    addBlock(makeProblem(), {});
    addNote(
        m_desk->maySet()
            ? tr("For the tasks of each account. What is pinned is kept in any case.")
            : tr("The owner of this Headway alone can change this. If that is you, and you have "
                 "signed in with your password: quit Headway and start it anew."));
    refresh();
}

BoundField *RetentionPage::add(const QString &label, const BoundField::Look &look,
                               const QString &words)
{
    auto *field = new BoundField(look, this);
    field->setEnabled(false); // until it is known what holds
    addField(label, field, look.text + u' ' + words);
    field->setName(field->accessibleName());
    connect(field, &BoundField::edited, this, &RetentionPage::consider);
    return field;
}

/// In the page and not before it: nothing is taken from whoever goes on typing.
QWidget *RetentionPage::makeQuestion()
{
    auto *block = new QWidget(this);
    m_question = new QFrame(block);
    m_question->setFrameShape(QFrame::StyledPanel);
    m_warning = makePlainLabel({}, m_question);
    auto *yes = new QPushButton(tr("&Delete now"), m_question);
    auto *no = new QPushButton(tr("&Keep as it was"), m_question);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(yes);
    buttons->addWidget(no);
    auto *inner = new QVBoxLayout(m_question);
    inner->addWidget(m_warning);
    inner->addLayout(buttons);
    auto *layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_question);
    m_question->hide();
    connect(yes, &QPushButton::clicked, this, &RetentionPage::apply);
    connect(no, &QPushButton::clicked, this, &RetentionPage::takeBack);
    return block;
}

QWidget *RetentionPage::makeProblem()
{
    auto *block = new QWidget(this);
    m_problem = new ProblemLabel(block);
    auto *layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_problem);
    return block;
}

void RetentionPage::refresh()
{
    whenDone(m_desk->retention(), this, [this](const Result<Retention> &retention) {
        if (retention)
            show(*retention);
        else
            showProblem(retention.error());
    });
}

void RetentionPage::show(const Retention &retention)
{
    for (BoundField *field : fields())
        field->settle();
    rebase(retention);
    for (BoundField *field : fields())
        field->setEnabled(m_desk->maySet());
    m_question->hide();
    m_problem->say({});
}

/// Shows what holds now wherever the user has not touched it.
void RetentionPage::rebase(const Retention &retention)
{
    m_kept = retention;
    const auto update = [](BoundField *field, const Bound &bound) {
        if (!field->isEdited())
            field->setBound(bound);
    };
    update(m_completed, daysOf(retention.completed));
    update(m_failed, daysOf(retention.failed));
    update(m_cancelled, daysOf(retention.cancelled));
    update(m_lost, daysOf(retention.lost));
    update(m_tasks, retention.tasks);
    update(m_output,
           retention.outputBytes ? Bound(*retention.outputBytes / gibibyte) : std::nullopt);
}

QList<BoundField *> RetentionPage::fields() const
{
    return {m_completed, m_failed, m_cancelled, m_lost, m_tasks, m_output};
}

/// What nobody has touched stays to the byte, however it is shown.
Retention RetentionPage::wanted() const
{
    Retention wanted = m_kept;
    if (m_completed->isEdited())
        wanted.completed = ageOf(m_completed->bound());
    if (m_failed->isEdited())
        wanted.failed = ageOf(m_failed->bound());
    if (m_cancelled->isEdited())
        wanted.cancelled = ageOf(m_cancelled->bound());
    if (m_lost->isEdited())
        wanted.lost = ageOf(m_lost->bound());
    if (m_tasks->isEdited())
        wanted.tasks = wholeOf(m_tasks->bound());
    if (m_output->isEdited())
        wanted.outputBytes = wholeOf(m_output->bound(), gibibyte);
    return wanted;
}

void RetentionPage::consider()
{
    if (wanted().keepsLessThan(m_kept))
        return showQuestion();
    m_question->hide();
    apply();
}

void RetentionPage::showQuestion()
{
    const bool isNew = !m_question->isVisibleTo(this);
    m_warning->setText(tr("This deletes now, of all accounts, every ended task beyond the new "
                          "bounds, with its output. That cannot be undone."));
    m_question->setAccessibleName(m_warning->text());
    m_question->show();
    m_doomed->count(m_kept, wanted(), QDateTime::currentDateTimeUtc());
    if (!isNew)
        return;
    QAccessibleEvent event(m_question, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void RetentionPage::showCount(qint64 about)
{
    m_warning->setText(m_warning->text() + u' '
                       + tr("Of your own it is about %1.").arg(QLocale().toString(about)));
    m_question->setAccessibleName(m_warning->text());
}

/// One change at a time: what is edited meanwhile is looked at after it. What holds may have been
/// changed elsewhere since it was shown here, so it is looked at again.
void RetentionPage::apply()
{
    const Retention asked = wanted();
    m_question->hide();
    if (m_isApplying || asked == m_kept)
        return;
    m_isApplying = true;
    whenDone(m_desk->retention(), this, [this, asked](const Result<Retention> &now) {
        m_isApplying = false;
        if (now)
            applyTo(*now, asked);
        else
            showProblem(now.error());
    });
}

/// @param agreed what the user wants, seen beside what is shown as kept
void RetentionPage::applyTo(const Retention &now, const Retention &agreed)
{
    const bool isAsShown = now == m_kept && wanted() == agreed;
    rebase(now);
    if (!isAsShown && wanted().keepsLessThan(m_kept))
        return showQuestion();
    const Retention asked = wanted();
    m_isApplying = true;
    whenDone(m_desk->set(asked), this, [this, asked](const Result<void> &done) {
        m_isApplying = false;
        if (done)
            takeSet(asked);
        else
            showProblem(done.error());
    });
}

void RetentionPage::takeSet(const Retention &retention)
{
    m_problem->say({});
    const bool isAll = wanted() == retention;
    m_kept = retention;
    if (!isAll)
        return consider();
    for (BoundField *field : fields())
        field->settle();
}

void RetentionPage::takeBack()
{
    show(m_kept);
}

void RetentionPage::showProblem(const Error &error)
{
    m_problem->say(error.code == ErrorCode::AccessDenied
                       ? tr("The owner of this Headway alone can change this.")
                       : sentenceFor(error));
}

} // namespace headway
