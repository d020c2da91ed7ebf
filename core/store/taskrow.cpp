#include "core/store/taskrow.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlQuery>
#include <QTimeZone>

#include <functional>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QVariant orNull(const QDateTime &instant)
{
    return instant.isNull() ? QVariant() : QVariant(instant.toMSecsSinceEpoch());
}

template <typename T>
QVariant orNull(const std::optional<T> &value)
{
    return value ? QVariant(*value) : QVariant();
}

/// A null QString would be stored as NULL.
QVariant text(const QString &value)
{
    return value.isNull() ? QVariant(u""_s) : QVariant(value);
}

QString labelsToJson(const Labels &labels)
{
    QJsonObject object;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        object.insert(label.key(), label.value());
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Labels labelsFromJson(const QString &json)
{
    if (json == "{}"_L1)
        return {};
    // QJsonDocument swallows a byte order mark at the beginning of a text, unless it is escaped.
    const QByteArray escaped = json.toUtf8().replace("\xef\xbb\xbf", "\\ufeff");
    const QJsonObject object = QJsonDocument::fromJson(escaped).object();
    Labels labels;
    for (auto label = object.begin(); label != object.end(); ++label)
        labels.insert(label.key(), label.value().toString());
    return labels;
}

/// The value in a column, counted from 0.
using Columns = std::function<QVariant(int)>;

/// Takes the values of a row one after the other.
class RowReader
{
public:
    explicit RowReader(const Columns &columns)
        : m_columns(columns)
    {
    }

    QVariant next() { return m_columns(m_at++); }
    QDateTime nextInstant()
    {
        const QVariant value = next();
        return value.isNull() ? QDateTime()
                              : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
    }
    template <typename T>
    std::optional<T> nextOptional()
    {
        const QVariant value = next();
        return value.isNull() ? std::nullopt : std::optional<T>(value.value<T>());
    }

private:
    const Columns &m_columns;
    int m_at = 0;
};

} // namespace

const QStringList &taskColumns()
{
    static const QStringList columns =
        u"id owner_id name kind status host progress fraction current total "
        "unit current_item created_at started_at updated_at completed_at result "
        "error exit_code signal labels attempt retry_of has_runner stalled "
        "sequence revision quiet_since paused_at paused_for pinned cpu_percent memory_bytes"_s
            .split(u' ');
    return columns;
}

QString selectTasks(const QString &rest)
{
    QStringList columns;
    for (const QString &column : taskColumns())
        columns.append(u"t."_s + column);
    return u"SELECT t.seq, %1, a.email FROM tasks t JOIN accounts a "
           "ON a.id = t.owner_id AND a.email <> '' %2"_s.arg(columns.join(u", "_s), rest);
}

QVariantList taskToRow(const Task &task)
{
    const Progress &progress = task.progress;
    return {task.id.toBytes(),
            task.owner.rowId(),
            text(task.name),
            text(task.kind),
            wordOf(task.status),
            text(task.host),
            text(progress.text),
            orNull(progress.fraction),
            orNull(progress.current),
            orNull(progress.total),
            text(progress.unit),
            text(progress.currentItem),
            orNull(task.createdAt),
            orNull(task.startedAt),
            orNull(task.updatedAt),
            orNull(task.completedAt),
            orNull(task.result),
            orNull(task.error),
            orNull(task.exitCode),
            orNull(task.signal),
            labelsToJson(task.labels),
            task.attempt,
            task.retryOf.isNull() ? QVariant() : QVariant(task.retryOf.toBytes()),
            task.hasRunner ? 1 : 0,
            task.stalled ? 1 : 0,
            task.sequence,
            static_cast<qint64>(task.revision),
            orNull(task.quietSince),
            orNull(task.pausedAt),
            static_cast<qint64>(task.pausedFor.count()),
            task.isPinned ? 1 : 0,
            orNull(task.usage.cpuPercent),
            orNull(task.usage.memoryBytes)};
}

const QStringList &progressColumns()
{
    static const QStringList columns =
        u"progress fraction current total unit current_item updated_at stalled sequence revision "
        "quiet_since cpu_percent memory_bytes"_s.split(u' ');
    return columns;
}

QVariantList progressToRow(const Task &task)
{
    const Progress &progress = task.progress;
    return {text(progress.text),
            orNull(progress.fraction),
            orNull(progress.current),
            orNull(progress.total),
            text(progress.unit),
            text(progress.currentItem),
            orNull(task.updatedAt),
            task.stalled ? 1 : 0,
            task.sequence,
            static_cast<qint64>(task.revision),
            orNull(task.quietSince),
            orNull(task.usage.cpuPercent),
            orNull(task.usage.memoryBytes)};
}

bool differInProgressOnly(const Task &before, Task after)
{
    after.progress = before.progress;
    after.updatedAt = before.updatedAt;
    after.stalled = before.stalled;
    after.sequence = before.sequence;
    after.revision = before.revision;
    after.quietSince = before.quietSince;
    after.usage = before.usage;
    return after == before;
}

namespace {

Task taskFrom(const Columns &columns)
{
    RowReader reader(columns);
    Task task;
    task.id = TaskId::fromBytes(reader.next().toByteArray());
    task.owner = AccountId(reader.next().toLongLong());
    task.name = reader.next().toString();
    task.kind = reader.next().toString();
    task.status = taskStatusFromWord(reader.next().toString()).value_or(TaskStatus::Lost);
    task.host = reader.next().toString();
    task.progress.text = reader.next().toString();
    task.progress.fraction = reader.nextOptional<double>();
    task.progress.current = reader.nextOptional<double>();
    task.progress.total = reader.nextOptional<double>();
    task.progress.unit = reader.next().toString();
    task.progress.currentItem = reader.next().toString();
    task.createdAt = reader.nextInstant();
    task.startedAt = reader.nextInstant();
    task.updatedAt = reader.nextInstant();
    task.completedAt = reader.nextInstant();
    task.result = reader.nextOptional<QByteArray>();
    task.error = reader.nextOptional<QString>();
    task.exitCode = reader.nextOptional<int>();
    task.signal = reader.nextOptional<int>();
    task.labels = labelsFromJson(reader.next().toString());
    task.attempt = reader.next().toInt();
    const QVariant retryOf = reader.next();
    task.retryOf = retryOf.isNull() ? TaskId() : TaskId::fromBytes(retryOf.toByteArray());
    task.hasRunner = reader.next().toBool();
    task.stalled = reader.next().toBool();
    task.sequence = reader.next().toLongLong();
    task.revision = reader.next().toULongLong();
    task.quietSince = reader.nextInstant();
    task.pausedAt = reader.nextInstant();
    task.pausedFor = std::chrono::milliseconds(reader.next().toLongLong());
    task.isPinned = reader.next().toBool();
    task.usage.cpuPercent = reader.nextOptional<double>();
    task.usage.memoryBytes = reader.nextOptional<qint64>();
    task.ownerEmail = reader.next().toString();
    return task;
}

} // namespace

Task taskFromRow(const QVariantList &row)
{
    return taskFrom([&row](int column) { return row.value(column); });
}

Task taskFromQuery(const QSqlQuery &query)
{
    Task task = taskFrom([&query](int column) { return query.value(column + 1); });
    task.row = query.value(0).toUInt();
    return task;
}

} // namespace headway
