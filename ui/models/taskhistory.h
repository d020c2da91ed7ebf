#pragma once

#include <QList>
#include <QSet>

namespace headway {

/// The ended tasks that are shown, by their Task::row, in an order: a million of them are as many
/// numbers. While the list is replaced it has vacant rows at its end, of no task.
class TaskHistory
{
public:
    /// The list itself, to be borrowed: it stays where it is.
    const QList<quint32> &numbers() const { return m_numbers; }
    /// With the vacant ones.
    qsizetype rowCount() const { return m_numbers.size() + m_vacant; }
    /// 0 in a vacant row.
    quint32 at(qsizetype row) const { return m_numbers.value(row); }
    /// Looks from some way before @p near on first. @return -1 when it is not there
    qsizetype find(quint32 number, qsizetype near) const;
    /// Whether @p number is at most the greatest that there has been: a greater one need not be
    /// looked for.
    bool mayHold(quint32 number) const { return number <= m_greatest; }
    /// The rows of those of @p numbers that are there, in order.
    QList<int> rowsOf(const QSet<quint32> &numbers) const;
    /// As it would be without @p numbers, or with them before all others.
    QList<quint32> without(const QSet<quint32> &numbers) const;
    QList<quint32> withFirst(const QList<quint32> &numbers) const;

    void prepend(quint32 number);
    void remove(qsizetype row, qsizetype count) { m_numbers.remove(row, count); }
    /// Takes the list over, which is not copied, and has as many rows as before: @p numbers are at
    /// most as many. @return what it was
    QList<quint32> replace(const QList<quint32> &numbers);
    qsizetype vacant() const { return m_vacant; }
    void setVacant(qsizetype count) { m_vacant = count; }
    void clear() { *this = TaskHistory(); }

private:
    QList<quint32> m_numbers;
    qsizetype m_vacant = 0;
    quint32 m_greatest = 0;
};

} // namespace headway
