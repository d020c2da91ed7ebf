#pragma once

#include <QList>

namespace headway {

/// Rows of a list as runs of rows side by side, which a model tells as one change each.
class RowRuns
{
public:
    struct Run
    {
        int first = 0;
        int last = 0;

        int count() const { return last - first + 1; }
    };

    /// @p rows in ascending order.
    explicit RowRuns(const QList<int> &rows);

    const QList<Run> &all() const { return m_runs; }
    /// For whoever takes the rows out: those above stay where they are meanwhile.
    QList<Run> fromTheEnd() const { return {m_runs.crbegin(), m_runs.crend()}; }
    /// They are so scattered that it is better told as one change of the layout.
    bool areMany() const;

private:
    QList<Run> m_runs;
};

} // namespace headway
