#include "app/host/repairtext.h"

#include "core/store/repair.h"

#include <QCoreApplication>
#include <QStringList>

namespace headway {

namespace {

struct RepairWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::RepairWords)
};

QString countText(const SavedRows &rows)
{
    if (!rows.lost)
        return RepairWords::tr("%1 %2, and nobody knows how many there were")
            .arg(rows.saved)
            .arg(rows.table);
    return RepairWords::tr("%1 of %2 %3")
        .arg(rows.saved)
        .arg(rows.saved + *rows.lost)
        .arg(rows.table);
}

} // namespace

QString repairText(const Repair &repair)
{
    if (repair.kept.isEmpty()) {
        return RepairWords::tr(
                   "The database was damaged (%1), and a new one has been begun. If you "
                   "have a backup, stop Headway and use `headway restore`.")
            .arg(repair.damage);
    }
    QStringList counts;
    for (const SavedRows &rows : repair.rows)
        counts.append(countText(rows));
    return RepairWords::tr("The database was damaged (%1). It has been set aside in %2, and a new "
                           "one holds what could be read of it: %3. All logins and tokens have "
                           "ended. If you have a better backup, stop Headway and use `headway "
                           "restore`.")
        .arg(repair.damage, repair.kept, counts.join(QStringLiteral("; ")));
}

} // namespace headway
