#pragma once

#include "core/model/taskgroups.h"
#include "ui/models/savedsearch.h"

#include <QStandardItemModel>

namespace headway {

/// The groups at the side: fixed ones, then one section each for kinds, labels, hosts and saved
/// searches, which is there while it has something in it. Merged and never reset, so that selection
/// and open sections stay.
class GroupModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, CountColumn, ColumnCount };
    enum Role {
        QueryRole = Qt::UserRole, ///< text in the language of the search box; of groups only
        IconRole, ///< a name for ui/delegates/icons.h; empty: none
        SavedRole ///< place among the saved searches; of those only
    };

    explicit GroupModel(QObject *parent = nullptr);

    void setGroups(const TaskGroups &groups);
    void setSaved(const QList<SavedSearch> &saved);
    /// @return an invalid index when there is none
    QModelIndex indexOfSaved(qsizetype place) const;
    QModelIndex indexOfAll() const { return index(0, NameColumn); }
    /// The group whose query it is; an invalid index when there is none.
    QModelIndex indexOf(const QString &query) const;

Q_SIGNALS:
    /// Somebody has typed another name for a saved search.
    void renamed(qsizetype place, const QString &name);

private:
    struct Entry
    {
        QString name;
        QString query;
        std::optional<qint64> count;
    };
    enum Section { Kinds, Labels, Hosts, Saved, SectionCount };

    void addFixed(const QString &icon, const QString &name, const QString &query);
    void setCount(int row, qint64 count);
    void fill(Section section, QList<Entry> entries);
    QStandardItem *sectionItem(Section section);
    static void write(QStandardItem &parent, int row, const Entry &entry);
    static QList<QStandardItem *> makeRow();
    void noteChange(QStandardItem *item);

    QStandardItem *m_sections[SectionCount] = {}; ///< null while empty
    bool m_isFilling = false;
};

} // namespace headway
