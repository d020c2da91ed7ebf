#include "ui/window/viewswitch.h"

#include "core/base/future.h"
#include "ui/delegates/icons.h"
#include "ui/window/pictureexport.h"
#include "ui/window/plotspage.h"
#include "ui/window/timelinepage.h"
#include "ui/window/viewstate.h"

#include <QAction>
#include <QActionGroup>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

inline constexpr Setting<int> viewSetting{"window/view", 0};

} // namespace

ViewSwitch::ViewSwitch(TasksPage &tasks, ViewState &view, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_view(view)
    , m_clock(clock)
{
    auto *group = new QActionGroup(this);
    addAction(u"list"_s, tr("&List"), tr("Show the tasks as a list"), Qt::Key_1);
    addAction(u"timeline"_s, tr("&Timeline"), tr("Show when the tasks ran"), Qt::Key_2);
    addAction(u"plots"_s, tr("&Plots"), tr("Show how long tasks took and what failed"), Qt::Key_3);
    for (QAction *action : std::as_const(m_actions))
        group->addAction(action);
    m_actions.first()->setChecked(true);
}

void ViewSwitch::addAction(const QString &icon, const QString &text, const QString &toolTip,
                           int key)
{
    const QKeySequence shortcut(Qt::CTRL | static_cast<Qt::Key>(key));
    auto *action = new QAction(paletteIcon(icon), text, this);
    action->setCheckable(true);
    action->setShortcut(shortcut);
    action->setToolTip(u"%1 (%2)"_s.arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, [this, index = static_cast<int>(m_actions.size())] {
        show(index);
        m_tasks.focusView(); // its keys would else be words in the search box
    });
    m_actions.append(action);
}

void ViewSwitch::makePage(View view)
{
    if (view == TimelineIndex) {
        auto *timeline = new TimelinePage(m_clock);
        connect(timeline, &TimelinePage::taskSelected, this, &ViewSwitch::showDetails);
        addPage(view, timeline, TasksPage::Details::Beside);
    } else {
        addPage(view, new PlotsPage(m_clock), TasksPage::Details::Hidden);
    }
}

void ViewSwitch::addPage(View view, HistoryPage *page, TasksPage::Details details)
{
    m_pages.insert(view, {page, m_tasks.addView(page, details)});
    connect(page, &HistoryPage::failed, this, &ViewSwitch::failed);
    connect(page, &HistoryPage::taskActivated, this, &ViewSwitch::taskWanted);
    connect(page->pictures(), &PictureExport::done, this, &ViewSwitch::done);
    connect(page->pictures(), &PictureExport::failed, this, &ViewSwitch::refused);
    page->setSession(m_session);
    page->restoreView(m_view);
}

void ViewSwitch::show(int index)
{
    const auto view = static_cast<View>(index);
    if (view != ListIndex && !m_pages.contains(view))
        makePage(view);
    m_actions.at(index)->setChecked(true);
    m_tasks.showView(m_pages.value(view).place);
}

void ViewSwitch::showList()
{
    show(ListIndex);
}

void ViewSwitch::setSession(const TaskSessionPtr &session)
{
    m_session = session;
    m_chosen = 0;
    m_link.reset();
    if (session) {
        m_link = std::make_unique<QObject>();
        connect(session.get(), &TaskSession::changed, m_link.get(),
                [this](const TaskChanges &changes) { noteChanges(changes); });
    }
    for (const Page &page : std::as_const(m_pages))
        page.widget->setSession(session);
}

void ViewSwitch::restoreView()
{
    for (const Page &page : std::as_const(m_pages))
        page.widget->restoreView(m_view);
    const int index = m_view.value(viewSetting);
    show(index > 0 && index < m_actions.size() ? index : ListIndex);
}

void ViewSwitch::saveView() const
{
    for (const Page &page : m_pages)
        page.widget->saveView(m_view);
    for (qsizetype index = 0; index < m_actions.size(); ++index) {
        if (m_actions.at(index)->isChecked())
            m_view.setValue(viewSetting.key, index);
    }
}

/// An answer may be older than what is told before it comes.
void ViewSwitch::noteChanges(const TaskChanges &changes)
{
    for (const Task &task : changes.changed) {
        if (m_chosen != 0 && task.row == m_chosen)
            m_newer = task;
    }
}

void ViewSwitch::showDetails(quint32 number)
{
    m_chosen = number;
    m_newer.reset();
    if (!m_session)
        return;
    whenDone(m_session->tasksAt({number}), this,
             [this, number, session = m_session](const Result<QList<Task>> &tasks) {
                 if (session != m_session || number != m_chosen)
                     return;
                 m_chosen = 0;
                 if (!tasks)
                     Q_EMIT failed(tasks.error());
                 else if (!tasks->isEmpty())
                     m_tasks.showDetails(m_newer.value_or(tasks->first()));
             });
}

} // namespace headway
