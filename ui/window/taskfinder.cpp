#include "ui/window/taskfinder.h"

#include "ui/delegates/icons.h"
#include "ui/models/groupfeed.h"
#include "ui/widgets/groupspane.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/undobar.h"
#include "ui/window/keptsearches.h"
#include "ui/window/tasksearch.h"
#include "ui/window/viewstate.h"

#include <QAction>

namespace headway {

namespace {

inline constexpr Setting<const char *> searchSetting{"list/search", ""};
inline constexpr Setting<const char *> groupSetting{"list/group", ""};

} // namespace

TaskFinder::TaskFinder(const Clock &clock, ViewState &view, UndoBar &undo, QWidget *window)
    : QObject(window)
    , m_view(view)
    , m_undo(undo)
    , m_box(new SearchBox(clock, window))
    , m_groups(new GroupsPane(window))
    , m_kept(new KeptSearches(view, this))
    , m_feed(new GroupFeed(clock, this))
    , m_search(new TaskSearch(clock, this))
    , m_showAll(new QAction(paletteIcon(QStringLiteral("list")), tr("Sho&w All Tasks"), this))
{
    m_showAll->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    m_showAll->setToolTip(tr("Search for nothing, in no group (Ctrl+Shift+F)"));
    connect(m_showAll, &QAction::triggered, this, &TaskFinder::showAll);
    connect(m_box, &SearchBox::searched, m_search, &TaskSearch::setText);
    connect(m_box, &SearchBox::used, m_kept, &KeptSearches::remember);
    connect(m_box, &SearchBox::saveWanted, this, &TaskFinder::saveSearch);
    connect(m_groups, &GroupsPane::chosen, m_search, &TaskSearch::setGroup);
    connect(m_groups, &GroupsPane::renameWanted, m_kept, &KeptSearches::rename);
    connect(m_groups, &GroupsPane::removeWanted, this, &TaskFinder::removeSearch);
    connect(m_kept, &KeptSearches::savedChanged, this,
            [this] { m_groups->setSaved(m_kept->saved()); });
    connect(m_kept, &KeptSearches::recentChanged, this,
            [this] { m_box->setRecent(m_kept->recent()); });
    connect(m_feed, &GroupFeed::groupsChanged, m_groups, &GroupsPane::setGroups);
    connect(m_feed, &GroupFeed::groupsChanged, m_box, &SearchBox::setKnown);
    connect(m_feed, &GroupFeed::groupsChanged, this, &TaskFinder::groupsChanged);
    connect(m_feed, &GroupFeed::dayBegan, m_search, &TaskSearch::refresh);
    connect(m_search, &TaskSearch::changed, this, &TaskFinder::queryChanged);
}

TaskFinder::~TaskFinder() = default;

void TaskFinder::setSession(const TaskSessionPtr &session)
{
    showAll();
    m_box->setEnabled(session != nullptr);
    m_showAll->setEnabled(session != nullptr);
    m_kept->restore();
    m_feed->setSession(session);
    if (!session)
        return;
    m_box->setText(m_view.value(searchSetting.key).toString());
    m_groups->choose(m_view.value(groupSetting.key).toString());
}

void TaskFinder::saveView()
{
    m_view.setValue(searchSetting.key, m_box->text());
    m_view.setValue(groupSetting.key, m_groups->chosenQuery());
}

void TaskFinder::showAll()
{
    m_box->clear();
    m_groups->chooseAll();
}

void TaskFinder::saveSearch(const QString &text)
{
    const qsizetype place = m_kept->save({text, text});
    if (place < 0) {
        Q_EMIT failed(tr("There are too many saved searches. Delete one first."));
        return;
    }
    m_kept->remember(text);
    m_box->clear(); // the group searches for it from now on
    Q_EMIT groupsWanted();
    m_groups->editSaved(place);
}

void TaskFinder::removeSearch(qsizetype place)
{
    const SavedSearch removed = m_kept->remove(place);
    m_undo.offer(tr("Deleted the search “%1”").arg(removed.name),
                 [this, place, removed] { m_kept->insert(place, removed); });
}

} // namespace headway
