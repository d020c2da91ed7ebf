#pragma once

#include "ui/models/savedsearch.h"

#include <QList>
#include <QObject>

namespace headway {

class ViewState;

/// The searches that an account has saved under a name, and those that it made last.
class KeptSearches : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostSaved = 100;
    static constexpr qsizetype mostRecent = 20;
    static constexpr qsizetype nameLength = 60; ///< UTF-16 units

    /// @p view is borrowed and outlives this.
    explicit KeptSearches(ViewState &view, QObject *parent = nullptr);

    /// Goes on with what the view's account has kept.
    void restore();

    const QList<SavedSearch> &saved() const { return m_saved; }
    /// The newest first.
    const QStringList &recent() const { return m_recent; }

    /// @return where it stands; -1 when there is no room
    qsizetype save(const SavedSearch &search);
    /// Puts back what was removed.
    void insert(qsizetype index, const SavedSearch &search);
    /// An empty name changes nothing.
    void rename(qsizetype index, const QString &name);
    SavedSearch remove(qsizetype index);
    void remember(const QString &text);

Q_SIGNALS:
    void savedChanged();
    void recentChanged();

private:
    void writeSaved();

    ViewState &m_view;
    QList<SavedSearch> m_saved;
    QStringList m_recent;
};

} // namespace headway
