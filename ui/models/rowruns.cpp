#include "ui/models/rowruns.h"

namespace headway {

namespace {

constexpr qsizetype singleRuns = 8;

} // namespace

RowRuns::RowRuns(const QList<int> &rows)
{
    for (const int row : rows) {
        if (!m_runs.isEmpty() && m_runs.constLast().last + 1 == row)
            m_runs.last().last = row;
        else
            m_runs.append({row, row});
    }
}

bool RowRuns::areMany() const
{
    return m_runs.size() > singleRuns;
}

} // namespace headway
