#include "core/service/taskindexer.h"

#include "core/base/numberset.h"

#include <algorithm>
#include <iterator>

namespace headway {

namespace {

constexpr int textsAtOnce = 10'000; // what somebody asks for meanwhile waits no longer

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
QByteArray foldedLine(const TaskStore::Text &text)
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

Result<TaskIndex> TaskIndexer::index(TaskStore &store, const TaskFilter &filter,
                                     const TaskSort &sort)
{
    const bool isAskedAgain = m_filter && *m_filter == filter;
    m_filter = filter;
    if (isAskedAgain || m_sort != sort || hasLostSome(store)) {
        if (const Result<void> read = readAll(store, sort); !read)
            return read.error();
    }
    TaskIndex index = m_all;
    const QList<AnyOf<QString>> words = wordsOf(filter);
    const bool hasTexts = !words.isEmpty() && readTexts(store);
    const TaskFilter inStore = hasTexts ? withoutWords(filter) : filter;
    if (const Result<void> kept = keepThose(store, inStore, index.rows); !kept)
        return kept.error();
    if (!hasTexts || keepThoseWith(words, index.rows))
        return index;
    m_texts.reset();
    return this->index(store, filter, sort); // by the store
}

/// Whether there are fewer tasks than m_all knows of. When it cannot be told they are read anew.
bool TaskIndexer::hasLostSome(TaskStore &store) const
{
    const Result<QList<TaskId>> deleted = store.deletedSince(m_owner, m_all.revision);
    return !deleted || !deleted->isEmpty();
}

Result<void> TaskIndexer::keepThose(TaskStore &store, const TaskFilter &filter,
                                    QList<quint32> &rows)
{
    if (isOpen(filter))
        return {};
    const Result<QList<quint32>> wanted = store.endedRowsThat(m_owner, filter);
    if (!wanted)
        return wanted.error();
    keepOnly(NumberSet(*wanted), rows);
    return {};
}

Result<void> TaskIndexer::keepThoseWith(const QList<AnyOf<QString>> &words, QList<quint32> &rows)
{
    TextPile::Words parts;
    for (const AnyOf<QString> &each : words) {
        AnyOf<QByteArray> folded{{}, each.isExcluded};
        for (const QString &word : each.values)
            folded.values.append(word.toCaseFolded().toUtf8());
        parts.append(folded);
    }
    const Result<NumberSet> found = m_texts->find(parts);
    if (!found)
        return found.error();
    keepOnly(*found, rows);
    return {};
}

void TaskIndexer::startTexts()
{
    m_texts = std::make_unique<TextPile>(m_scratchDirectory);
    m_textsRevision = 0;
    m_textCount = 0;
}

bool TaskIndexer::readTexts(TaskStore &store)
{
    if (m_texts && m_textCount > 2 * m_all.rows.size() + textsAtOnce)
        startTexts(); // most are of tasks that have been deleted
    for (bool hasMore = m_texts != nullptr; hasMore;) {
        const Result<bool> prepared = prepareSearch(store);
        hasMore = prepared && *prepared;
    }
    return m_texts != nullptr;
}

Result<bool> TaskIndexer::prepareSearch(TaskStore &store)
{
    if (!m_texts)
        startTexts();
    int count = 0;
    const Result<void> read = store.eachEndedText(
        m_owner, m_textsRevision, textsAtOnce, [this, &count](const TaskStore::Text &text) {
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

Result<void> TaskIndexer::readAll(TaskStore &store, const TaskSort &sort)
{
    m_sort.reset();
    m_all = {};
    const Result<quint64> revision = store.revision();
    if (!revision)
        return revision.error();
    const Result<TaskCounts> counts = store.counts(m_owner);
    if (!counts)
        return counts.error();
    Result<QList<quint32>> rows = store.endedRows(m_owner, sort);
    if (!rows)
        return rows.error();
    m_all = {std::move(*rows), *counts, *revision};
    m_sort = sort;
    return {};
}

} // namespace headway
