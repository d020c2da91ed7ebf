#include "core/wire/indexoctets.h"

#include <QtEndian>

namespace headway::wire {

using namespace Qt::StringLiterals;

QByteArray toOctets(const QList<quint32> &rows)
{
    QByteArray octets(rows.size() * qsizetype{sizeof(quint32)}, Qt::Uninitialized);
    if (!rows.isEmpty()) // they have no address then, which memcpy() does not take
        qToLittleEndian<quint32>(rows.constData(), rows.size(), octets.data());
    return octets;
}

Result<QList<quint32>> readRows(const QByteArray &octets)
{
    constexpr qsizetype size = sizeof(quint32);
    if (octets.size() % size != 0)
        return Error{ErrorCode::InvalidArgument, u"The rows break off."_s};
    QList<quint32> rows(octets.size() / size);
    if (!rows.isEmpty())
        qFromLittleEndian<quint32>(octets.constData(), rows.size(), rows.data());
    return rows;
}

QByteArray toHeader(const TaskCounts &counts)
{
    QByteArrayList members;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        members.append(wordOf(count.key()).toLatin1() + '=' + QByteArray::number(*count));
    return members.join(", ");
}

Result<TaskCounts> readCounts(const QByteArray &header)
{
    TaskCounts counts;
    if (header.isEmpty())
        return counts;
    for (const QByteArray &member : header.split(',')) {
        const QByteArrayList sides = member.trimmed().split('=');
        const auto status = taskStatusFromWord(QString::fromLatin1(sides.first()));
        bool isNumber = false;
        const qint64 count = sides.last().toLongLong(&isNumber);
        if (sides.size() != 2 || !status || !isNumber || count < 0)
            return Error{ErrorCode::InvalidArgument, u"The counts cannot be read."_s};
        counts.insert(*status, count);
    }
    return counts;
}

} // namespace headway::wire
