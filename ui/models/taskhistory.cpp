#include "ui/models/taskhistory.h"

#include "core/base/numberset.h"

#include <algorithm>
#include <utility>

namespace headway {

qsizetype TaskHistory::find(quint32 number, qsizetype near) const
{
    constexpr qsizetype around = 4096;
    const qsizetype hint = qBound<qsizetype>(0, near - around, m_numbers.size());
    const qsizetype row = m_numbers.indexOf(number, hint);
    return row < 0 ? m_numbers.indexOf(number) : row;
}

QList<int> TaskHistory::rowsOf(const QSet<quint32> &numbers) const
{
    const NumberSet wanted(numbers);
    QList<int> rows;
    for (qsizetype i = 0; i < m_numbers.size() && rows.size() < numbers.size(); ++i) {
        if (wanted.contains(m_numbers.at(i)))
            rows.append(static_cast<int>(i));
    }
    return rows;
}

QList<quint32> TaskHistory::without(const QSet<quint32> &numbers) const
{
    const NumberSet gone(numbers);
    QList<quint32> left = m_numbers;
    left.removeIf([&gone](quint32 number) { return gone.contains(number); });
    return left;
}

QList<quint32> TaskHistory::withFirst(const QList<quint32> &numbers) const
{
    const NumberSet isFirst(numbers);
    QList<quint32> together(numbers.size() + m_numbers.size()); // to append a million takes longer
    auto end = std::copy(numbers.cbegin(), numbers.cend(), together.begin());
    end = std::copy_if(m_numbers.cbegin(), m_numbers.cend(), end,
                       [&isFirst](quint32 number) { return !isFirst.contains(number); });
    together.resize(end - together.begin());
    return together;
}

void TaskHistory::prepend(quint32 number)
{
    m_numbers.prepend(number);
    m_greatest = qMax(m_greatest, number);
}

QList<quint32> TaskHistory::replace(const QList<quint32> &numbers)
{
    for (const quint32 number : numbers)
        m_greatest = qMax(m_greatest, number);
    m_vacant += m_numbers.size() - numbers.size();
    return std::exchange(m_numbers, numbers);
}

} // namespace headway
