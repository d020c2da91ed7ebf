#include "core/service/firstrows.h"

namespace headway {

namespace {

constexpr qsizetype rowsAtOnce = 250;

} // namespace

FirstRows::FirstRows(const QList<quint32> &order, qsizetype count, Passing passing)
    : m_order(order)
    , m_count(count)
    , m_passing(std::move(passing))
{
}

bool FirstRows::take(const std::vector<quint32> &looked, const NumberSet &found)
{
    m_looked.insert(looked);
    while (!areEnough() && !m_gaveUp) {
        const QList<quint32> next = nextOf(found);
        if (next.isEmpty())
            return false;
        add(next);
    }
    return true;
}

void FirstRows::takeAll()
{
    while (m_next < m_order.size() && !areEnough() && !m_gaveUp) {
        add(m_order.mid(m_next, rowsAtOnce));
        m_next += rowsAtOnce;
    }
}

QList<quint32> FirstRows::nextOf(const NumberSet &found)
{
    QList<quint32> next;
    for (; m_next < m_order.size() && next.size() < rowsAtOnce; ++m_next) {
        const quint32 row = m_order.at(m_next);
        if (!m_looked.contains(row))
            break;
        if (found.contains(row))
            next.append(row);
    }
    return next;
}

void FirstRows::add(const QList<quint32> &rows)
{
    if (const auto passing = m_passing(rows))
        m_rows += *passing;
    else
        m_gaveUp = true;
}

QList<quint32> FirstRows::rows() const
{
    return areEnough() ? m_rows.first(m_count) : QList<quint32>();
}

} // namespace headway
