#pragma once

#include "core/base/numberset.h"

#include <QList>

#include <functional>
#include <optional>
#include <vector>

namespace headway {

/// The first rows of an order that pass a search and what else is asked of them: they are sure
/// before the search is over.
class FirstRows
{
public:
    /// Which of @p rows pass what else is asked, in their order. @return nullopt to give up
    using Passing = std::function<std::optional<QList<quint32>>(const QList<quint32> &rows)>;

    /// @p order is borrowed. As many as @p count are wanted.
    FirstRows(const QList<quint32> &order, qsizetype count, Passing passing);

    /// Of those @p looked at since the last time, and all before, the search lets those pass that
    /// are @p found. @return whether more of it is of no use
    bool take(const std::vector<quint32> &looked, const NumberSet &found);
    /// Where there is no search: all is found.
    void takeAll();
    /// As many as are wanted, in their order, or none.
    QList<quint32> rows() const;

private:
    QList<quint32> nextOf(const NumberSet &found);
    void add(const QList<quint32> &rows);
    bool areEnough() const { return m_rows.size() >= m_count; }

    const QList<quint32> &m_order;
    const qsizetype m_count;
    const Passing m_passing;
    QList<quint32> m_rows;
    NumberSet m_looked;
    qsizetype m_next = 0; ///< place in m_order of the first row that is not sure
    bool m_gaveUp = false;
};

} // namespace headway
