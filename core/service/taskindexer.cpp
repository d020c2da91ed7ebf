#include "core/service/taskindexer.h"

#include <algorithm>
#include <iterator>

namespace headway {

namespace {

constexpr int textsAtOnce = 10'000; // what somebody asks for meanwhile waits no longer
constexpr qsizetype askedAtMost = 10'000; // rows one by one: all at once take less time each

/// Whether @p filter lets all tasks through.
bool isOpen(const TaskFilter &filter)
{
    TaskFilter open;
    open.limit = filter.limit;
    open.before = filter.before;
    return filter == open;
}

/// All that @p filter asks of a task's texts.
QList<AnyOf<QString>> wordsOf(const TaskFilter &filter)
{
    QList<AnyOf<QString>> words = filter.query.words;
    if (!filter.search.isEmpty())
        words.prepend({{filter.search}, false});
    return words;
}

/// All else that it asks.
TaskFilter withoutWords(TaskFilter filter)
{
    filter.search.clear();
    filter.query.words.clear();
    return filter;
}

TextPile::Words folded(const QList<AnyOf<QString>> &words)
{
    TextPile::Words parts;
    for (const AnyOf<QString> &each : words) {
        AnyOf<QByteArray> part{{}, each.isExcluded};
        for (const QString &word : each.values)
            part.values.append(word.toCaseFolded().toUtf8());
        parts.append(part);
    }
    return parts;
}

/// A list of its own, no longer than it need be: @p rows is shared with one that stays.
void keepOnly(const NumberSet &numbers, QList<quint32> &rows)
{
    QList<quint32> kept;
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(kept),
                 [&numbers](quint32 row) { return numbers.contains(row); });
    rows = std::move(kept);
}

/// Enough of @p text: a million errors of 64 KiB would be read at each keystroke.
QString endsOf(const QString &text)
{
    constexpr qsizetype end = 256;
    return text.size() <= 2 * end ? text : text.first(end) + u' ' + text.last(end);
}

/// Between its parts stands what no search holds.
QByteArray foldedLine(const EndedTaskStore::Text &text)
{
    QString line = text.nameKey;
    for (const QString &part : {text.progress, text.error}) {
        if (!part.isEmpty())
            line += QChar(0x1f) + endsOf(part).toCaseFolded();
    }
    return line.replace(u'\n', u' ').toUtf8();
}

} // namespace

TaskIndexer::TaskIndexer(AccountId owner, QString scratchDirectory)
    : m_owner(owner)
    , m_scratchDirectory(std::move(scratchDirectory))
{
}

Result<TaskIndex> TaskIndexer::index(TaskStore &tasks, EndedTaskStore &ended,
                                     const TaskFilter &filter, const TaskSort &sort,
                                     const std::stop_token &stop)
{
    const bool isAskedAgain = m_filter && *m_filter == filter;
    if (stop.stop_requested()) { // what was to be read anew, the next question reads
        isAskedAgain ? m_sort.reset() : m_filter.reset();
        return TaskIndex();
    }
    if (isAskedAgain || m_sort != sort || hasLostSome(tasks)) {
        if (const Result<void> read = readAll(tasks, ended, sort, stop); !read)
            return read.error();
    }
    TaskIndex index = m_all;
    const QList<AnyOf<QString>> words = wordsOf(filter);
    const bool hasTexts = !words.isEmpty() && readTexts(ended);
    const auto passing = this->passing(ended, hasTexts ? withoutWords(filter) : filter, stop);
    if (!passing)
        return passing.error();
    if (*passing)
        keepOnly(**passing, index.rows);
    if (hasTexts) {
        const auto goesOn = [&stop](const auto &, const auto &) { return !stop.stop_requested(); };
        const Result<NumberSet> found = m_texts->find(folded(words), goesOn);
        if (!found) {
            m_texts.reset();
            return this->index(tasks, ended, filter, sort, stop); // by the store
        }
        keepOnly(*found, index.rows);
    }
    if (stop.stop_requested()) {
        m_filter.reset();
        return TaskIndex();
    }
    m_filter = filter;
    return index;
}

Result<QList<Task>> TaskIndexer::first(TaskStore &tasks, EndedTaskStore &ended,
                                       const TaskFilter &filter, const TaskSort &sort, int count,
                                       const std::stop_token &stop)
{
    if (stop.stop_requested() || m_sort != sort || m_filter == filter || hasLostSome(tasks))
        return QList<Task>();
    const QList<AnyOf<QString>> words = wordsOf(filter);
    const TaskFilter inStore = withoutWords(filter);
    if (words.isEmpty() && (isOpen(inStore) || m_passed == inStore))
        return QList<Task>();
    FirstRows first(m_all.rows, count, passingOf(ended, inStore, stop));
    if (words.isEmpty())
        first.takeAll();
    else if (readTexts(ended))
        (void)m_texts->find(folded(words), [&](const auto &looked, const NumberSet &found) {
            return !first.take(looked, found) && !stop.stop_requested();
        });
    return tasks.at(m_owner, first.rows());
}

/// Asked of some rows at a time, the store is done with the first long before it has found all.
FirstRows::Passing TaskIndexer::passingOf(EndedTaskStore &ended, const TaskFilter &filter,
                                          const std::stop_token &stop)
{
    using Rows = QList<quint32>;
    if (isOpen(filter))
        return [](const Rows &rows) { return rows; };
    if (m_passed == filter) {
        return [this](Rows rows) {
            keepOnly(m_passing, rows);
            return rows;
        };
    }
    return [this, &ended, filter, stop, left = askedAtMost](const Rows &rows) mutable {
        left -= rows.size();
        const bool goesOn = left >= 0 && !stop.stop_requested();
        const auto passing = goesOn ? ended.rowsThat(m_owner, filter, rows) : Rows();
        return goesOn && passing ? std::optional(*passing) : std::nullopt;
    };
}

/// Whether there are fewer tasks than m_all knows of. When it cannot be told they are read anew.
bool TaskIndexer::hasLostSome(TaskStore &tasks) const
{
    const Result<QList<TaskId>> deleted = tasks.deletedSince(m_owner, m_all.revision);
    return !deleted || !deleted->isEmpty();
}

Result<const NumberSet *> TaskIndexer::passing(EndedTaskStore &ended, const TaskFilter &filter,
                                               const std::stop_token &stop)
{
    if (isOpen(filter))
        return nullptr;
    if (m_passed != filter) {
        const Result<QList<quint32>> rows = ended.rowsThat(m_owner, filter, stop);
        if (!rows)
            return rows.error();
        if (stop.stop_requested()) // these need not be all
            return &m_passing;
        m_passing = NumberSet(*rows);
        m_passed = filter;
    }
    return &m_passing;
}

void TaskIndexer::startTexts()
{
    m_texts = std::make_unique<TextPile>(m_scratchDirectory);
    m_textsRevision = 0;
    m_textCount = 0;
}

bool TaskIndexer::readTexts(EndedTaskStore &ended)
{
    if (m_texts && m_textCount > 2 * m_all.rows.size() + textsAtOnce)
        startTexts(); // most are of tasks that have been deleted
    for (bool hasMore = m_texts != nullptr; hasMore;) {
        const Result<bool> prepared = prepareSearch(ended);
        hasMore = prepared && *prepared;
    }
    return m_texts != nullptr;
}

Result<bool> TaskIndexer::prepareSearch(EndedTaskStore &ended)
{
    if (!m_texts)
        startTexts();
    int count = 0;
    const Result<void> read = ended.eachText(m_owner, m_textsRevision, textsAtOnce,
                                             [this, &count](const EndedTaskStore::Text &text) {
                                                 ++count;
                                                 m_textsRevision = text.revision;
                                                 return m_texts->append(text.row, foldedLine(text));
                                             });
    m_textCount += count;
    if (read)
        return count == textsAtOnce;
    m_texts.reset();
    return read.error();
}

Result<void> TaskIndexer::readAll(TaskStore &tasks, EndedTaskStore &ended, const TaskSort &sort,
                                  const std::stop_token &stop)
{
    m_sort.reset();
    m_passed = {};
    m_all = {};
    const Result<quint64> revision = tasks.revision();
    if (!revision)
        return revision.error();
    const Result<TaskCounts> counts = tasks.counts(m_owner);
    if (!counts)
        return counts.error();
    Result<QList<quint32>> rows = ended.rows(m_owner, sort, stop);
    if (!rows)
        return rows.error();
    if (stop.stop_requested()) // these need not be all; the next question reads them
        return {};
    m_all = {std::move(*rows), *counts, *revision};
    m_sort = sort;
    return {};
}

} // namespace headway
