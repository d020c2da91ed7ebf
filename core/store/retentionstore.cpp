#include "core/store/retentionstore.h"

#include <QHash>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct AgeSetting
{
    QLatin1StringView name;
    std::optional<Retention::Days> Retention::*age = nullptr;
};

constexpr std::array ageSettings{
    AgeSetting{"retention/completed_days"_L1, &Retention::completed},
    AgeSetting{"retention/failed_days"_L1, &Retention::failed},
    AgeSetting{"retention/cancelled_days"_L1, &Retention::cancelled},
    AgeSetting{"retention/lost_days"_L1, &Retention::lost},
};

struct BoundSetting
{
    QLatin1StringView name;
    std::optional<qint64> Retention::*bound = nullptr;
};

constexpr std::array boundSettings{
    BoundSetting{"retention/tasks"_L1, &Retention::tasks},
    BoundSetting{"retention/output_bytes"_L1, &Retention::outputBytes},
};

std::optional<Retention::Days> daysOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(Retention::Days(value.toInt()));
}

std::optional<qint64> boundOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

} // namespace

RetentionStore::RetentionStore(Database &database)
    : m_select(database, u"SELECT name, value FROM settings WHERE name LIKE 'retention/%'"_s)
    , m_set(database,
            u"INSERT INTO settings (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s)
{
}

Result<Retention> RetentionStore::retention()
{
    const Result<QSqlQuery *> query = m_select.run();
    if (!query)
        return query.error();
    QHash<QString, QVariant> values;
    while ((*query)->next())
        values.insert((*query)->value(0).toString(), (*query)->value(1));
    Retention retention;
    for (const auto &[name, age] : ageSettings) {
        if (const auto value = values.constFind(name); value != values.constEnd())
            retention.*age = daysOf(*value);
    }
    for (const auto &[name, bound] : boundSettings) {
        if (const auto value = values.constFind(name); value != values.constEnd())
            retention.*bound = boundOf(*value);
    }
    return retention;
}

Result<void> RetentionStore::setRetention(const Retention &retention)
{
    Result<void> done;
    for (const auto &[name, age] : ageSettings) {
        const std::optional<Retention::Days> &days = retention.*age;
        if (done)
            done = set(name, days ? QVariant(days->count()) : QVariant());
    }
    for (const auto &[name, bound] : boundSettings) {
        const std::optional<qint64> &value = retention.*bound;
        if (done)
            done = set(name, value ? QVariant(*value) : QVariant());
    }
    return done;
}

Result<void> RetentionStore::set(const QString &name, const QVariant &value)
{
    const Result<QSqlQuery *> done = m_set.run({name, value});
    return done ? Result<void>() : done.error();
}

} // namespace headway
