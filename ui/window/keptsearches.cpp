#include "ui/window/keptsearches.h"

#include "core/model/queryparser.h"
#include "ui/window/viewstate.h"

namespace headway {

namespace {

constexpr char savedKey[] = "searches/saved"; // name and text by turns
constexpr char recentSearchesKey[] = "searches/recent";

} // namespace

KeptSearches::KeptSearches(ViewState &view, QObject *parent)
    : QObject(parent)
    , m_view(view)
{
}

void KeptSearches::restore()
{
    m_saved.clear();
    const QStringList saved = m_view.value(savedKey).toStringList();
    for (qsizetype i = 0; i + 1 < saved.size() && m_saved.size() < mostSaved; i += 2)
        m_saved.append({saved.at(i).left(nameLength), saved.at(i + 1).left(longestQueryText)});
    m_recent = m_view.value(recentSearchesKey).toStringList().mid(0, mostRecent);
    Q_EMIT savedChanged();
    Q_EMIT recentChanged();
}

qsizetype KeptSearches::save(const SavedSearch &search)
{
    if (m_saved.size() >= mostSaved)
        return -1;
    insert(m_saved.size(), search);
    return m_saved.size() - 1;
}

void KeptSearches::insert(qsizetype index, const SavedSearch &search)
{
    m_saved.insert(qBound<qsizetype>(0, index, m_saved.size()),
                   {search.name.simplified().left(nameLength), search.text});
    writeSaved();
}

void KeptSearches::rename(qsizetype index, const QString &name)
{
    const QString tidy = name.simplified().left(nameLength);
    if (tidy.isEmpty() || index < 0 || index >= m_saved.size()) {
        Q_EMIT savedChanged(); // whoever shows the new name already shows the old one again
        return;
    }
    m_saved[index].name = tidy;
    writeSaved();
}

SavedSearch KeptSearches::remove(qsizetype index)
{
    if (index < 0 || index >= m_saved.size())
        return {};
    SavedSearch removed = m_saved.takeAt(index);
    writeSaved();
    return removed;
}

void KeptSearches::remember(const QString &text)
{
    const QString tidy = text.trimmed();
    if (tidy.isEmpty() || tidy.size() > longestQueryText
        || (!m_recent.isEmpty() && m_recent.constFirst() == tidy))
        return;
    m_recent.removeAll(tidy);
    m_recent.prepend(tidy);
    m_recent = m_recent.mid(0, mostRecent);
    m_view.setValue(recentSearchesKey, m_recent);
    Q_EMIT recentChanged();
}

void KeptSearches::writeSaved()
{
    QStringList flat;
    for (const SavedSearch &search : std::as_const(m_saved))
        flat += {search.name, search.text};
    m_view.setValue(savedKey, flat);
    Q_EMIT savedChanged();
}

} // namespace headway
