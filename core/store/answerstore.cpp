#include "core/store/answerstore.h"

#include "core/store/taskrow.h"

#include <QDataStream>
#include <QIODevice>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto streamVersion = QDataStream::Qt_6_4;

QByteArray encode(const Result<Task> &outcome)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    stream << outcome.isOk();
    if (outcome.isOk())
        stream << taskToRow(*outcome) << outcome->ownerEmail << outcome->row;
    else
        stream << static_cast<qint32>(outcome.error().code) << outcome.error().detail;
    return bytes;
}

Result<Task> decode(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(streamVersion);
    bool isOk = false;
    stream >> isOk;
    if (isOk) {
        QVariantList row;
        QString email;
        quint32 number = 0; // stays so in an answer of an older schema
        stream >> row >> email >> number;
        row.resize(taskColumns().size()); // an older schema had fewer; new ones come last
        row.append(email);
        Task task = taskFromRow(row);
        task.row = number;
        return task;
    }
    qint32 code = 0;
    QString detail;
    stream >> code >> detail;
    return Error{static_cast<ErrorCode>(code), detail};
}

} // namespace

AnswerStore::AnswerStore(Database &database)
    : m_find(database, u"SELECT fingerprint, answer FROM answers WHERE owner_id = ? AND key = ?"_s)
    , m_insert(database,
               u"INSERT INTO answers (owner_id, key, fingerprint, answer, created_at) "
               "VALUES (?, ?, ?, ?, ?)"_s)
    , m_removeOld(
          database,
          u"DELETE FROM answers WHERE (owner_id, key) IN (SELECT owner_id, key FROM answers "
          "WHERE created_at < ? ORDER BY created_at LIMIT ?)"_s)
{
}

Result<std::optional<AnswerStore::Answer>> AnswerStore::find(AccountId owner, const QByteArray &key)
{
    const Result<QSqlQuery *> query = m_find.run({owner.rowId(), key});
    if (!query)
        return query.error();
    std::optional<Answer> answer;
    if ((*query)->next())
        answer = Answer{(*query)->value(0).toByteArray(), decode((*query)->value(1).toByteArray())};
    m_find.finish();
    return answer;
}

Result<void> AnswerStore::insert(AccountId owner, const QByteArray &key, const Answer &answer,
                                 const QDateTime &now)
{
    const Result<QSqlQuery *> done = m_insert.run(
        {owner.rowId(), key, answer.fingerprint, encode(answer.outcome), now.toMSecsSinceEpoch()});
    return done ? Result<void>() : done.error();
}

Result<bool> AnswerStore::removeOlderThan(const QDateTime &limit, int count)
{
    const Result<QSqlQuery *> done = m_removeOld.run({limit.toMSecsSinceEpoch(), count});
    return done ? Result<bool>((*done)->numRowsAffected() == count) : done.error();
}

} // namespace headway
