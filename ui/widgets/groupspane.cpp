#include "ui/widgets/groupspane.h"

#include "ui/delegates/icons.h"
#include "ui/models/groupmodel.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int aroundName = 76; ///< room for the icon and the count
constexpr int indentWidth = 14;
constexpr int rowPadding = 8;

/// Adds the icon that the model names, and some room.
class GroupDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width(), qMax(hint.height(), option.fontMetrics.height() + rowPadding)};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QString icon = index.data(GroupModel::IconRole).toString();
        if (!icon.isEmpty()) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->icon = paletteIcon(icon);
        }
        if (index.column() == GroupModel::NameColumn
            && !index.data(GroupModel::QueryRole).isValid())
            option->font.setBold(true); // the name of a section
        if (index.column() == GroupModel::CountColumn)
            option->text += QChar(0x2002); // away from the edge
    }
};

} // namespace

GroupsPane::GroupsPane(QWidget *parent)
    : QTreeView(parent)
    , m_groups(new GroupModel(this))
{
    makeActions(); // the model's first row is current at once
    setModel(m_groups);
    setItemDelegate(new GroupDelegate(this));
    setAccessibleName(tr("Groups of tasks"));
    setHeaderHidden(true);
    setRootIsDecorated(true);
    setIndentation(indentWidth);
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    fitWidth();
    setEditTriggers(QAbstractItemView::EditKeyPressed);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(0);
    header()->setSectionResizeMode(GroupModel::NameColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(GroupModel::CountColumn, QHeaderView::ResizeToContents);
    connect(m_groups, &GroupModel::renamed, this, &GroupsPane::renameWanted);
    connect(m_groups, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &section) {
        if (section.isValid() && m_groups->rowCount(section) == 1)
            expand(section);
    });
    chooseAll();
}

void GroupsPane::makeActions()
{
    // The keys are named here and taken in event(): as shortcuts they would be the list's as well.
    m_rename = new QAction(tr("Re&name Search") + u"\tF2"_s, this);
    m_remove = new QAction(paletteIcon(u"delete"_s), tr("&Delete Search") + u"\tDel"_s, this);
    for (QAction *action : {m_rename, m_remove}) {
        action->setEnabled(false);
        addAction(action);
    }
    connect(m_rename, &QAction::triggered, this, [this] { edit(currentSaved()); });
    connect(m_remove, &QAction::triggered, this, [this] {
        Q_EMIT removeWanted(currentSaved().data(GroupModel::SavedRole).toLongLong());
    });
}

void GroupsPane::chooseAll()
{
    setCurrentIndex(m_groups->indexOfAll());
}

void GroupsPane::choose(const QString &query)
{
    m_wanted = query;
    chooseWanted();
}

void GroupsPane::chooseWanted()
{
    const QModelIndex index = m_wanted ? m_groups->indexOf(*m_wanted) : QModelIndex();
    if (index.isValid())
        setCurrentIndex(index);
}

QString GroupsPane::chosenQuery() const
{
    return m_wanted ? *m_wanted
                    : currentIndex()
                          .siblingAtColumn(GroupModel::NameColumn)
                          .data(GroupModel::QueryRole)
                          .toString();
}

void GroupsPane::setGroups(const TaskGroups &groups)
{
    m_groups->setGroups(groups);
    chooseWanted();
}

void GroupsPane::setSaved(const QList<SavedSearch> &saved)
{
    m_groups->setSaved(saved);
    chooseWanted();
}

void GroupsPane::editSaved(qsizetype place)
{
    const QModelIndex index = m_groups->indexOfSaved(place);
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index);
    edit(index);
}

QModelIndex GroupsPane::currentSaved() const
{
    const QModelIndex name = currentIndex().siblingAtColumn(GroupModel::NameColumn);
    return name.data(GroupModel::SavedRole).isValid() ? name : QModelIndex();
}

void GroupsPane::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    m_wanted.reset();
    m_rename->setEnabled(currentSaved().isValid());
    m_remove->setEnabled(currentSaved().isValid());
    const QVariant query =
        current.siblingAtColumn(GroupModel::NameColumn).data(GroupModel::QueryRole);
    if (query.isValid())
        Q_EMIT chosen(query.toString());
}

/// The neighbour that Qt would choose is not what anybody asked for.
void GroupsPane::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    const QModelIndex current = currentIndex();
    const bool isInside =
        current.parent() == parent && current.row() >= start && current.row() <= end;
    const bool isBelow = current.parent().isValid() && current.parent().parent() == parent
        && current.parent().row() >= start && current.parent().row() <= end;
    if (isInside || isBelow)
        chooseAll();
    QTreeView::rowsAboutToBeRemoved(parent, start, end);
}

bool GroupsPane::event(QEvent *event)
{
    const auto *key =
        event->type() == QEvent::ShortcutOverride ? static_cast<QKeyEvent *>(event) : nullptr;
    if (key && key->key() == Qt::Key_Delete && m_remove->isEnabled()) {
        event->accept();
        return true;
    }
    return QTreeView::event(event);
}

void GroupsPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && m_remove->isEnabled())
        m_remove->trigger();
    else
        QTreeView::keyPressEvent(event);
}

void GroupsPane::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update(); // icons are drawn in the palette's colours
    if (event->type() == QEvent::FontChange)
        fitWidth();
}

/// So that the names that are always there are read whole.
void GroupsPane::fitWidth()
{
    int widest = 0;
    for (int row = 0; row < m_groups->rowCount(); ++row) {
        const QString name = m_groups->index(row, GroupModel::NameColumn).data().toString();
        widest = qMax(widest, fontMetrics().horizontalAdvance(name));
    }
    setMinimumWidth(widest + aroundName);
}

} // namespace headway
