#pragma once

#include "core/session/tasksession.h"
#include "ui/widgets/outputpattern.h"

#include <memory>
#include <optional>

namespace headway {

class OutputBlock;
class Worker;

/// Looks through all of an output, block by block, on a thread of its own. One search at a time: a
/// new one ends the one before.
class OutputSearch : public QObject
{
    Q_OBJECT

public:
    enum class Direction { Next, Previous };

    explicit OutputSearch(QObject *parent = nullptr);
    ~OutputSearch() override;

    /// From @p from on, and round the end back to it; with nullopt from the beginning, or, for the
    /// previous one, from the end. @p size of the output, in bytes
    void search(const TaskSessionPtr &session, TaskId task, qint64 size,
                const OutputPattern &pattern, std::optional<OutputPlace> from, Direction direction);
    void stop();

Q_SIGNALS:
    void found(const headway::OutputMatch &match);
    /// @p isWhole: all of it was looked through; else it could not be read.
    void notFound(bool isWhole);
    /// @p percent of the output has been looked through without a match.
    void searched(int percent);

private:
    struct Search
    {
        TaskSessionPtr session;
        TaskId task;
        OutputPattern pattern;
        std::optional<OutputPlace> from;
        Direction direction;
        qint64 blocks; ///< that the output has
        qint64 first; ///< the number of the block to begin with
        qint64 done = 0; ///< blocks looked through
    };

    void readBlock();
    void lookThrough(qint64 number, const TaskOutput &read);
    void goOn(const std::optional<OutputMatch> &match);
    void finish();

    std::unique_ptr<Worker> m_worker; ///< from the first search on
    std::unique_ptr<Search> m_search; ///< null: none is under way
    std::unique_ptr<QObject> m_link; ///< context of what belongs to the search
};

} // namespace headway
