// Fills the database in a new data directory: fill DIR LIVE ENDED. Prints the ids of all tasks,
// the live ones first.

#include "core/base/datadirectory.h"
#include "core/base/privatefile.h"
#include "core/store/accountstore.h"
#include "core/store/database.h"
#include "core/store/taskstore.h"
#include "tests/bench/orabort.h"

#include <QCoreApplication>

#include <cstdio>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 groupSize = 10'000;

Account madeOwner(Database &database)
{
    Account owner;
    owner.email = u"bench@example.org"_s;
    owner.isOwner = true;
    owner.createdAt = QDateTime::currentDateTimeUtc();
    owner.id = valueOf(AccountStore(database).insert({owner, {}}));
    return owner;
}

Task madeTask(const Account &owner, qint64 number, bool hasEnded)
{
    const QDateTime begin = owner.createdAt.addMSecs(number - 100'000'000);
    Task task;
    task.id = TaskId::make();
    task.owner = owner.id;
    task.name = u"Render scene %1"_s.arg(number);
    task.kind = number % 3 == 0 ? u"build"_s : u"render"_s;
    task.createdAt = begin;
    check(task.moveTo(TaskStatus::Processing, begin));
    task.progress.text = u"frame by frame, "_s.repeated(8);
    task.progress.fraction = 0.5;
    task.updatedAt = begin.addMSecs(1000);
    if (hasEnded)
        check(task.moveTo(TaskStatus::Completed, task.updatedAt));
    task.revision = static_cast<quint64>(number);
    return task;
}

void fill(Database &database, qint64 live, qint64 ended)
{
    const Account owner = madeOwner(database);
    TaskStore tasks(database);
    for (qint64 number = 1; number <= live + ended; ++number) {
        if (number % groupSize == 1)
            check(database.begin());
        const Task task = madeTask(owner, number, number > live);
        check(tasks.insert(task));
        std::puts(task.id.toString().toLatin1().constData());
        if (number % groupSize != 0 && number < live + ended)
            continue;
        check(tasks.setRevision(static_cast<quint64>(number)));
        check(database.commit());
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        qFatal("usage: fill DIR LIVE ENDED");
    const DataDirectory directory = DataDirectory::resolve(arguments.at(1));
    check(makePrivateDirectory(directory.path()));
    const auto database = valueOf(Database::open(directory.databaseFile()));
    check(database->execute(u"PRAGMA synchronous = OFF"_s));
    check(database->execute(u"PRAGMA cache_size = -400000"_s));
    fill(*database, arguments.at(2).toLongLong(), arguments.at(3).toLongLong());
    return 0;
}
