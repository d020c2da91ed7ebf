#include "ui/models/groupmodel.h"

#include "core/model/querytext.h"
#include "ui/models/plaintext.h"

#include <QLocale>
#include <QScopedValueRollback>

#include <algorithm>
#include <numeric>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nameShown = 80;
enum Fixed { All, Running, Waiting, Failed, CompletedToday };

qint64 sum(const TaskCounts &counts)
{
    return std::accumulate(counts.begin(), counts.end(), qint64{0});
}

QString sentenceOf(const QString &name, const QString &count)
{
    return count.isEmpty() ? name : name + u", "_s + count;
}

} // namespace

GroupModel::GroupModel(QObject *parent)
    : QStandardItemModel(0, ColumnCount, parent)
{
    addFixed(u"list"_s, tr("All"), {});
    addFixed(u"running"_s, tr("Running"), u"status:running"_s);
    addFixed(u"waiting"_s, tr("Waiting"), u"status:waiting"_s);
    addFixed(u"failed"_s, tr("Failed"), u"status:failed,lost"_s);
    addFixed(u"completed"_s, tr("Completed today"), u"status:completed ended-since:today"_s);
    connect(this, &QStandardItemModel::itemChanged, this, &GroupModel::noteChange);
}

void GroupModel::addFixed(const QString &icon, const QString &name, const QString &query)
{
    const QList<QStandardItem *> row = makeRow();
    row.constFirst()->setData(icon, IconRole);
    appendRow(row);
    write(*invisibleRootItem(), row.constFirst()->row(), {name, query, {}});
}

QList<QStandardItem *> GroupModel::makeRow()
{
    QList<QStandardItem *> row;
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = new QStandardItem;
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        row.append(item);
    }
    row.at(CountColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return row;
}

void GroupModel::write(QStandardItem &parent, int row, const Entry &entry)
{
    QStandardItem *name = parent.child(row, NameColumn);
    const QString count = entry.count ? QLocale().toString(*entry.count) : QString();
    name->setText(oneLine(entry.name, nameShown));
    name->setToolTip(toolTipText(entry.name));
    name->setData(entry.query, QueryRole);
    name->setAccessibleText(sentenceOf(name->text(), count));
    parent.child(row, CountColumn)->setText(count);
}

void GroupModel::setCount(int row, qint64 count)
{
    const QStandardItem *name = item(row, NameColumn);
    write(*invisibleRootItem(), row, {name->text(), name->data(QueryRole).toString(), count});
}

void GroupModel::setGroups(const TaskGroups &groups)
{
    using enum TaskStatus;
    const QScopedValueRollback filling(m_isFilling, true);
    const TaskCounts &counts = groups.statuses;
    setCount(Fixed::All, sum(counts));
    setCount(Fixed::Running,
             counts.value(Processing) + counts.value(Paused) + counts.value(Cancelling));
    setCount(Fixed::Waiting, counts.value(Pending));
    setCount(Fixed::Failed, counts.value(TaskStatus::Failed) + counts.value(Lost));
    setCount(Fixed::CompletedToday, groups.recent.value(Completed));
    const auto fillFrom = [this](Section section, const QString &keyword,
                                 const QList<TaskGroup> &found) {
        QList<Entry> entries;
        for (const TaskGroup &group : found) {
            const bool isLabel = !group.key.isEmpty();
            const QString value = queryValueText(group.value);
            entries.append(
                {isLabel ? group.key + u'=' + group.value : group.value,
                 keyword + (isLabel ? queryValueText(group.key) + u'=' : QString()) + value,
                 group.count});
        }
        // By name: a list in order of counts would never stand still.
        std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
            const int order = QString::localeAwareCompare(a.name, b.name);
            return order != 0 ? order < 0 : a.query < b.query;
        });
        fill(section, entries);
    };
    fillFrom(Kinds, u"kind:"_s, groups.kinds);
    fillFrom(Labels, u"label:"_s, groups.labels);
    fillFrom(Hosts, u"host:"_s, groups.hosts);
}

void GroupModel::setSaved(const QList<SavedSearch> &saved)
{
    const QScopedValueRollback filling(m_isFilling, true);
    QList<Entry> entries;
    for (const SavedSearch &search : saved)
        entries.append({search.name, search.text, {}});
    fill(Saved, entries);
    for (int row = 0; m_sections[Saved] && row < m_sections[Saved]->rowCount(); ++row) {
        QStandardItem *name = m_sections[Saved]->child(row, NameColumn);
        name->setData(row, SavedRole);
        name->setEditable(true);
        name->setToolTip(toolTipText(saved.at(row).text));
    }
}

/// Rows that go on to stand for the same query stay; others come and go one by one.
void GroupModel::fill(Section section, QList<Entry> entries)
{
    if (entries.isEmpty()) {
        if (m_sections[section])
            removeRow(m_sections[section]->row());
        m_sections[section] = nullptr;
        return;
    }
    QStandardItem &parent = *sectionItem(section);
    const auto queryAt = [&parent](int row) {
        return parent.child(row, NameColumn)->data(QueryRole).toString();
    };
    QStringList wanted;
    for (const Entry &entry : std::as_const(entries))
        wanted.append(entry.query);
    for (int row = parent.rowCount() - 1; row >= 0; --row) {
        if (!wanted.contains(queryAt(row)))
            parent.removeRow(row);
    }
    for (int row = 0; row < entries.size(); ++row) {
        if (row >= parent.rowCount() || queryAt(row) != entries.at(row).query)
            parent.insertRow(row, makeRow());
        write(parent, row, entries.at(row));
    }
    parent.setRowCount(static_cast<int>(entries.size()));
}

QStandardItem *GroupModel::sectionItem(Section section)
{
    if (m_sections[section])
        return m_sections[section];
    const QString names[SectionCount] = {tr("Kinds"), tr("Labels"), tr("Hosts"),
                                         tr("Saved searches")};
    const auto before =
        std::count_if(m_sections, m_sections + section, [](auto *item) { return item != nullptr; });
    const QList<QStandardItem *> row = makeRow();
    for (QStandardItem *item : row)
        item->setFlags(Qt::ItemIsEnabled);
    row.constFirst()->setText(names[section]);
    insertRow(CompletedToday + 1 + static_cast<int>(before), row);
    m_sections[section] = row.constFirst();
    return row.constFirst();
}

QModelIndex GroupModel::indexOfSaved(qsizetype place) const
{
    const QStandardItem *section = m_sections[Saved];
    const QStandardItem *name = section ? section->child(static_cast<int>(place)) : nullptr;
    return name ? name->index() : QModelIndex();
}

QModelIndex GroupModel::indexOf(const QString &query) const
{
    return match(indexOfAll(), QueryRole, query, 1, Qt::MatchExactly | Qt::MatchRecursive).value(0);
}

void GroupModel::noteChange(QStandardItem *item)
{
    const QVariant place = item->data(SavedRole);
    if (!m_isFilling && place.isValid())
        Q_EMIT renamed(place.toLongLong(), item->text());
}

} // namespace headway
