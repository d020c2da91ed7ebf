#pragma once

#include "ui/models/savedsearch.h"

#include <QTreeView>

#include <optional>

namespace headway {

class GroupModel;
struct TaskGroups;

/// The groups at the side of the list. Saved searches are renamed in place and deleted here.
class GroupsPane : public QTreeView
{
    Q_OBJECT

public:
    explicit GroupsPane(QWidget *parent = nullptr);

    /// Everything is what is chosen.
    void chooseAll();
    /// The group of @p query, at once or as soon as there is one, if nothing else is chosen before.
    void choose(const QString &query);
    /// The query of the group that is chosen.
    QString chosenQuery() const;
    void setGroups(const TaskGroups &groups);
    void setSaved(const QList<SavedSearch> &saved);
    /// Lets the user name the saved search.
    void editSaved(qsizetype place);
    QAction *renameAction() const { return m_rename; }
    QAction *removeAction() const { return m_remove; }

Q_SIGNALS:
    /// @p query is a text in the language of the search box.
    void chosen(const QString &query);
    void renameWanted(qsizetype place, const QString &name);
    void removeWanted(qsizetype place);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QModelIndex currentSaved() const;
    void makeActions();
    void fitWidth();
    void chooseWanted();

    GroupModel *m_groups;
    std::optional<QString> m_wanted; ///< what choose() has not found yet
    QAction *m_rename = nullptr;
    QAction *m_remove = nullptr;
};

} // namespace headway
