#include "core/model/queryparser.h"
#include "core/model/querytext.h"
#include "core/model/taskquery.h"
#include "tests/fuzz/fuzz.h"

// What is typed into the search box.

using namespace headway;
using namespace headway::fuzz;
using namespace Qt::StringLiterals;

namespace {

QDateTime friday()
{
    return QDateTime(QDate(2026, 11, 20), QTime(10, 30), Qt::UTC);
}

void checkMistake(const QueryMistake &mistake, const QString &text)
{
    claim(mistake.sentence.endsWith(u'.') && mistake.sentence.isValidUtf16(), "it is a sentence");
    constexpr qsizetype longest = 200;
    claim(mistake.sentence.size() < longest, "a sentence gives no hostile text back whole");
    claim(mistake.position >= 0 && mistake.length >= 0
              && mistake.position + mistake.length <= text.size(),
          "the mistake is in the text");
}

Task sample()
{
    Task task;
    task.name = u"make all"_s;
    task.kind = u"build"_s;
    task.createdAt = friday().addSecs(-60);
    task.labels = {{u"branch"_s, u"main"_s}};
    return task;
}

/// @p query with nothing, or everything, turned round.
void checkNegation(const TaskQuery &query)
{
    for (const AnyOf<QString> &word : query.words) {
        claim(word.values.size() == 1 && !word.values.first().isEmpty(), "a word is one word");
        TaskQuery one;
        one.words = {word};
        TaskQuery other;
        other.words = {{word.values, !word.isExcluded}};
        claim(matches(one, sample()) != matches(other, sample()), "a minus turns a word round");
        claim(!matches(bothOf(one, other), sample()), "nothing is and is not");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    const auto read = queryFromText(text, friday());
    if (const auto *mistake = std::get_if<QueryMistake>(&read)) {
        checkMistake(*mistake, text);
        return 0;
    }
    const auto &query = std::get<TaskQuery>(read);
    const QString written = queryText(query);
    const auto again = queryFromText(written, friday().addYears(1));
    claim(std::holds_alternative<TaskQuery>(again), "what is written can be read");
    claim(std::get<TaskQuery>(again) == query, "what is written means the same");
    claim(queryText(std::get<TaskQuery>(again)) == written, "it is written in one way");
    claim(bothOf(query, {}) == query && bothOf({}, query) == query, "nothing adds nothing");
    checkNegation(query);
    return 0;
}
