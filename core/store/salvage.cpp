#include "core/store/salvage.h"

#include "core/store/database.h"
#include "core/store/statement.h"

#include <QScopeGuard>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Kept by the new database itself, or ended with the old one.
bool isMadeAnew(const QString &table)
{
    static const QStringList names{u"credentials"_s, u"deleted_tasks"_s, u"revision"_s,
                                   u"task_counts"_s, u"task_groups"_s};
    return names.contains(table);
}

/// The values of the first column; what cannot be read ends them.
QStringList readableTexts(const Database &database, const QString &sql)
{
    QSqlQuery query(database.connection());
    query.setForwardOnly(true);
    QStringList texts;
    query.exec(sql);
    while (query.next())
        texts.append(query.value(0).toString());
    return texts;
}

} // namespace

Salvage::Salvage(Database &target)
    : m_target(target)
{
}

Result<QList<SavedRows>> Salvage::run(Database &target, const QString &damagedFile)
{
    // No transaction around it: damage that is met in one spoils all of it.
    for (const char *setting : {"journal_mode = MEMORY", "synchronous = OFF"}) {
        const QString sql = u"PRAGMA main."_s + QLatin1String(setting);
        if (const Result<void> done = target.execute(sql); !done)
            return done.error();
    }
    QSqlQuery attach(target.connection());
    attach.prepare(u"ATTACH ? AS damaged"_s);
    attach.addBindValue(damagedFile);
    if (!attach.exec() && !isDamage(attach.lastError()))
        return errorOf(attach.lastError());
    const auto detach =
        qScopeGuard([&] { QSqlQuery(target.connection()).exec(u"DETACH damaged"_s); });
    QList<SavedRows> all;
    const QStringList withRowIds = readableTexts(
        target,
        u"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"_s);
    const QStringList without = readableTexts(
        target,
        u"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 1 "
        "ORDER BY name"_s);
    for (const QString &table : withRowIds + without) {
        if (isMadeAnew(table))
            continue;
        Salvage salvage(target);
        const Result<SavedRows> saved = salvage.saveTable(table, withRowIds.contains(table));
        if (!saved)
            return saved.error();
        all.append(*saved);
    }
    return all;
}

Result<SavedRows> Salvage::saveTable(const QString &table, bool hasRowIds)
{
    m_table = table;
    m_columns = readableTexts(m_target, u"SELECT name FROM pragma_table_info('%1')"_s.arg(table))
                    .join(u", "_s);
    if (isThere() && hasRowIds)
        saveByRowIds();
    else if (isThere() && !copyWhere(u"true"_s) && !saveByTasks())
        saveByKeys();
    if (m_failure)
        return *m_failure;
    const Result<QVariant> saved = m_target.value(u"SELECT count(*) FROM main.%1"_s.arg(table));
    if (!saved)
        return saved.error();
    SavedRows rows{table, saved->toLongLong(), {}};
    if (const std::optional<qint64> were = rowsThatWere())
        rows.lost = std::max<qint64>(0, *were - rows.saved);
    return rows;
}

/// Whether the damaged database still knows of such a table.
bool Salvage::isThere() const
{
    QSqlQuery query(m_target.connection());
    return query.prepare(u"SELECT %1 FROM damaged.%2"_s.arg(m_columns, m_table));
}

void Salvage::saveByRowIds()
{
    const qint64 newest = newestKey();
    QSqlQuery copy(m_target.connection());
    if (!copy.prepare(copySql(u"rowid BETWEEN ? AND ?"_s)))
        return;
    saveRange(copy, 1, newest);
    const std::optional<qint64> given =
        countOf(u"SELECT seq FROM damaged.sqlite_sequence WHERE name = '%1'"_s.arg(m_table));
    if (given) { // that of a lost row is not given out again
        (void)m_target.execute(
            u"UPDATE main.sqlite_sequence SET seq = max(seq, %1) WHERE name = '%2'"_s.arg(*given)
                .arg(m_table));
    }
}

/// Of a table whose rows belong to tasks, which have been saved before it.
/// @return false: they do not
bool Salvage::saveByTasks()
{
    const QStringList keys = readableTexts(
        m_target, u"SELECT name FROM pragma_table_info('%1') WHERE pk = 1"_s.arg(m_table));
    if (keys != QStringList{u"task"_s})
        return false;
    m_key = keys.constFirst();
    QSqlQuery copy(m_target.connection());
    if (copy.prepare(copySql(u"task BETWEEN ? AND ?"_s)))
        saveRange(copy, 1, countOf(u"SELECT max(seq) FROM main.tasks"_s).value_or(0));
    return true;
}

/// A range that cannot be copied whole is halved, down to the single keys.
void Salvage::saveRange(QSqlQuery &copy, qint64 first, qint64 last)
{
    if (first > last)
        return;
    copy.bindValue(0, first);
    copy.bindValue(1, last);
    if (m_failure || copy.exec())
        return;
    noteFault(copy.lastError());
    if (first == last || isHopeless(first, last))
        return;
    const qint64 middle = first + (last - first) / 2;
    saveRange(copy, first, middle);
    saveRange(copy, middle + 1, last);
}

/// Spares a large table whose root is gone the search for each of its rows.
bool Salvage::isHopeless(qint64 first, qint64 last) const
{
    constexpr qint64 large = 65536;
    constexpr qint64 samples = 64;
    if (last - first < large)
        return false;
    for (qint64 i = 0; i < samples; ++i) {
        const qint64 key = first + (last - first) / samples * i;
        if (countOf(
                u"SELECT count(*) FROM damaged.%1 NOT INDEXED WHERE %2 = %3"_s.arg(m_table, m_key)
                    .arg(key)))
            return false;
    }
    return true;
}

/// Of a table without row ids each index knows all keys.
void Salvage::saveByKeys()
{
    const QString keys =
        readableTexts(
            m_target,
            u"SELECT name FROM pragma_table_info('%1') WHERE pk > 0 ORDER BY pk"_s.arg(m_table))
            .join(u", "_s);
    const QStringList indexes = readableTexts(
        m_target,
        u"SELECT name FROM pragma_index_list('%1') WHERE origin <> 'pk' AND partial = 0"_s.arg(
            m_table));
    const QStringList quoted =
        readableTexts(m_target,
                      u"SELECT 'quote(' || name || ')' FROM pragma_table_info('%1') WHERE pk > 0 "
                      "ORDER BY pk"_s.arg(m_table));
    for (const QString &index : indexes) {
        const QStringList found =
            readableTexts(m_target,
                          u"SELECT %1 FROM damaged.%2 INDEXED BY %3"_s.arg(
                              quoted.join(u" || ', ' || "_s), m_table, index));
        for (const QString &key : found)
            copyWhere(u"(%1) = (%2)"_s.arg(keys, key));
    }
}

QString Salvage::copySql(const QString &condition) const
{
    return u"INSERT OR IGNORE INTO main.%1 (%2) SELECT %2 FROM damaged.%1 NOT INDEXED WHERE %3"_s
        .arg(m_table, m_columns, condition);
}

/// @return whether all rows of the condition could be read
bool Salvage::copyWhere(const QString &condition)
{
    QSqlQuery copy(m_target.connection());
    const bool isCopied = copy.exec(copySql(condition));
    if (!isCopied)
        noteFault(copy.lastError());
    return isCopied;
}

/// That there is no room for what is saved must not pass for damage of what is read.
void Salvage::noteFault(const QSqlError &error)
{
    const Error fault = errorOf(error);
    if (fault.code == ErrorCode::StorageFull)
        m_failure = fault;
}

/// The last page may be one of those that cannot be read; SQLite keeps the number elsewhere too.
qint64 Salvage::newestKey() const
{
    constexpr qint64 rowsOfAPage = 500;
    const std::optional<qint64> written =
        countOf(u"SELECT max(seq) FROM damaged.sqlite_sequence WHERE name = '%1'"_s.arg(m_table));
    const std::optional<qint64> present =
        countOf(u"SELECT max(rowid) FROM damaged.%1"_s.arg(m_table));
    if (present || written.value_or(0) > 0)
        return std::max(present.value_or(0), written.value_or(0));
    return countOf(u"PRAGMA damaged.page_count"_s).value_or(0) * rowsOfAPage;
}

std::optional<qint64> Salvage::countOf(const QString &sql) const
{
    const Result<QVariant> count = m_target.value(sql);
    return count ? std::optional(count->toLongLong()) : std::nullopt;
}

/// What the table, the indexes and the counts say, each on pages of its own; nullopt is the least.
std::optional<qint64> Salvage::rowsThatWere() const
{
    std::optional<qint64> most =
        countOf(u"SELECT count(*) FROM damaged.%1 NOT INDEXED"_s.arg(m_table));
    if (m_table == "tasks"_L1)
        most = std::max(most, countOf(u"SELECT sum(count) FROM damaged.task_counts"_s));
    const QStringList indexes = readableTexts(
        m_target, u"SELECT name FROM pragma_index_list('%1') WHERE partial = 0"_s.arg(m_table));
    for (const QString &index : indexes) {
        most = std::max(
            most, countOf(u"SELECT count(*) FROM damaged.%1 INDEXED BY %2"_s.arg(m_table, index)));
    }
    return most;
}

} // namespace headway
