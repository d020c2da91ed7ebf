#include "core/store/firstpage.h"

#include "core/base/privatefile.h"
#include "core/store/btreepages.h"
#include "core/store/database.h"
#include "core/store/databaseheader.h"
#include "core/store/statement.h"

#include <QMap>
#include <QtEndian>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// A table of the newest schema.
struct Table
{
    QString name;
    bool hasRowIds = true;
    QStringList columns; ///< in the order in which a row holds them
    QStringList types;
    QStringList keys;
};

Result<QList<Table>> tablesOf(const Database &pattern)
{
    const Result<QStringList> names =
        textsFrom(pattern,
                  u"SELECT name || ' ' || wr FROM pragma_table_list WHERE schema = 'main' "
                  "AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s);
    if (!names)
        return names.error();
    QList<Table> tables;
    for (const QString &entry : *names) {
        Table table{entry.section(u' ', 0, 0), entry.endsWith(u'0'), {}, {}, {}};
        // Without row ids the key comes first in a row.
        const QString order = table.hasRowIds ? u"cid"_s : u"pk = 0, pk, cid"_s;
        const auto ask = [&](const QString &what) {
            return textsFrom(pattern,
                             u"SELECT %1 FROM pragma_table_info('%2') ORDER BY %3"_s.arg(
                                 what, table.name, order))
                .value();
        };
        table.columns = ask(u"name"_s);
        table.types = ask(u"iif(pk > 0 AND %1, 'KEY', type)"_s.arg(table.hasRowIds ? 1 : 0));
        table.keys = ask(u"iif(pk > 0, name, '')"_s);
        table.keys.removeAll(QString());
        tables.append(table);
    }
    return tables;
}

/// Source: https://www.sqlite.org/fileformat2.html section 2.1, "Serial Type Codes"
bool canHold(const QString &type, quint64 serial)
{
    const bool isWhole = (serial >= 1 && serial <= 6) || serial == 8 || serial == 9;
    if (serial == 0) // NULL, and the row id in its column's place
        return true;
    if (type == "INTEGER"_L1)
        return isWhole;
    if (type == "REAL"_L1)
        return isWhole || serial == 7;
    return serial >= 12 && (serial % 2 == 1) == (type == "TEXT"_L1) && type != "KEY"_L1;
}

/// Rows from before a column was added are shorter.
bool fits(const Table &table, const BtreePages::Tree &tree)
{
    const qsizetype count = tree.types.size();
    if (table.hasRowIds != tree.hasRowIds || count > table.types.size()
        || count * 2 <= table.types.size())
        return false;
    for (qsizetype i = 0; i < count; ++i) {
        if (!canHold(table.types.at(i), tree.types.at(i)))
            return false;
    }
    return true;
}

QString createSql(const Table &table)
{
    if (!table.hasRowIds) {
        return u"CREATE TABLE %1 (%2, PRIMARY KEY (%3)) WITHOUT ROWID"_s.arg(
            table.name, table.columns.join(u", "_s), table.keys.join(u", "_s));
    }
    QStringList columns = table.columns;
    for (QString &column : columns)
        column += table.keys.contains(column) ? u" INTEGER PRIMARY KEY"_s : QString();
    return u"CREATE TABLE %1 (%2)"_s.arg(table.name, columns.join(u", "_s));
}

/// The table for each tree that is one's; of several trees the one whose rows are the widest.
QMap<quint32, Table> assign(const QList<Table> &tables, const QList<BtreePages::Tree> &trees)
{
    QMap<quint32, Table> found;
    for (const Table &table : tables) {
        const BtreePages::Tree *best = nullptr;
        for (const BtreePages::Tree &tree : trees) {
            if (fits(table, tree) && (!best || tree.types.size() > best->types.size()))
                best = &tree;
        }
        if (best && !found.contains(best->root))
            found.insert(best->root, table);
    }
    return found;
}

Result<void> writeSchema(Database &database, const QMap<quint32, Table> &tables, quint32 pageBytes)
{
    QStringList steps{u"PRAGMA page_size = %1"_s.arg(pageBytes)};
    for (const Table &table : tables)
        steps.append(createSql(table));
    steps.append(u"PRAGMA writable_schema = ON"_s);
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        steps.append(u"UPDATE sqlite_schema SET rootpage = %1 WHERE name = '%2'"_s.arg(table.key())
                         .arg(table->name));
    }
    for (const QString &sql : steps) {
        if (Result<void> done = database.execute(sql); !done)
            return done;
    }
    return {};
}

/// A first page that knows of @p tables. @p file is a name for the while.
Result<QByteArray> makePage(const QString &file, const QMap<quint32, Table> &tables,
                            quint32 pageBytes)
{
    Result<void> made = makePrivateFile(file);
    if (made) {
        const auto database = Database::openAsItIs(file);
        made = database ? writeSchema(**database, tables, pageBytes) : database.error();
    }
    QFile source(file);
    QByteArray page;
    if (made && source.open(QIODevice::ReadOnly))
        page = source.read(pageBytes);
    source.remove();
    return made ? Result<QByteArray>(page) : made.error();
}

bool hasSchema(const QString &copy)
{
    const auto database = Database::openAsItIs(copy);
    return database && (*database)->value(u"SELECT count(*) FROM tasks WHERE 0"_s)
        && (*database)->value(u"SELECT count(*) FROM accounts WHERE 0"_s);
}

} // namespace

Result<void> rebuildFirstPage(const QString &copy, quint32 pageBytes)
{
    if (hasSchema(copy))
        return {};
    const auto pattern = Database::make(u":memory:"_s, newestSchemaVersion());
    if (!pattern)
        return pattern.error();
    const Result<QList<Table>> tables = tablesOf(**pattern);
    if (!tables)
        return tables.error();
    QFile file(copy);
    if (!file.open(QIODevice::ReadWrite))
        return Error{ErrorCode::StorageFailed, file.errorString()};
    const QMap<quint32, Table> found = assign(*tables, BtreePages(file, pageBytes).trees());
    if (found.isEmpty())
        return {};
    Result<QByteArray> page = makePage(copy + "-journal"_L1, found, pageBytes);
    if (!page)
        return page.error();
    qToBigEndian(static_cast<quint32>(file.size() / pageBytes), page->data() + 28);
    if (!file.seek(0) || file.write(*page) != page->size())
        return Error{ErrorCode::StorageFailed, file.errorString()};
    return {};
}

} // namespace headway
