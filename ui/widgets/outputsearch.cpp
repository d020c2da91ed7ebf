#include "ui/widgets/outputsearch.h"

#include "core/base/future.h"
#include "core/base/worker.h"
#include "ui/models/outputblock.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

OutputSearch::OutputSearch(QObject *parent)
    : QObject(parent)
{
}

OutputSearch::~OutputSearch() = default;

void OutputSearch::search(const TaskSessionPtr &session, TaskId task, qint64 size,
                          const OutputPattern &pattern, std::optional<OutputPlace> from,
                          Direction direction)
{
    stop();
    if (!session || size == 0) {
        Q_EMIT notFound(true);
        return;
    }
    const qint64 blocks = OutputBlock::numberOf(size - 1) + 1;
    const qint64 beginning = direction == Direction::Next ? 0 : blocks - 1;
    const qint64 first = from ? std::min(OutputBlock::numberOf(from->row), blocks - 1) : beginning;
    m_search =
        std::make_unique<Search>(Search{session, task, pattern, from, direction, blocks, first});
    m_link = std::make_unique<QObject>();
    if (!m_worker)
        m_worker = std::make_unique<Worker>(u"headway-search"_s);
    readBlock();
}

void OutputSearch::stop()
{
    m_link.reset();
    m_search.reset();
}

void OutputSearch::readBlock()
{
    const qint64 steps =
        m_search->direction == Direction::Next ? m_search->done : m_search->blocks - m_search->done;
    const qint64 number = (m_search->first + steps) % m_search->blocks;
    const OutputBlock::Span span = OutputBlock::span(number);
    whenDone(m_search->session->output(m_search->task, span.offset, span.limit), m_link.get(),
             [this, number](const Result<TaskOutput> &read) {
                 if (read) {
                     lookThrough(number, *read);
                     return;
                 }
                 finish();
                 Q_EMIT notFound(false);
             });
}

void OutputSearch::lookThrough(qint64 number, const TaskOutput &read)
{
    const OutputBlock block(number, read);
    // The block it began in comes once more at the end, as a whole: for what lies behind its place.
    const std::optional<OutputPlace> from = m_search->done == 0 ? m_search->from : std::nullopt;
    const auto look = [block, from, pattern = m_search->pattern, direction = m_search->direction] {
        return direction == Direction::Next ? pattern.firstIn(block, from)
                                            : pattern.lastIn(block, from);
    };
    whenDone(m_worker->post(look), m_link.get(),
             [this](const std::optional<OutputMatch> &match) { goOn(match); });
}

void OutputSearch::goOn(const std::optional<OutputMatch> &match)
{
    if (match) {
        finish();
        Q_EMIT found(*match);
        return;
    }
    const bool comesRound = m_search->from.has_value();
    const qint64 all = m_search->blocks + (comesRound ? 1 : 0);
    if (++m_search->done >= all) {
        finish();
        Q_EMIT notFound(true);
        return;
    }
    Q_EMIT searched(static_cast<int>(m_search->done * 100 / all));
    if (m_search)
        readBlock();
}

/// It may be its own link that called: that goes once it has returned.
void OutputSearch::finish()
{
    m_search.reset();
    if (m_link)
        m_link.release()->deleteLater();
}

} // namespace headway
