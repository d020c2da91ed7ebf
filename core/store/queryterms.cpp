#include "core/store/queryterms.h"

#include <QRegularExpression>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString negatedIf(bool isExcluded)
{
    return isExcluded ? u"NOT "_s : QString();
}

/// A null QString would be bound as NULL, which equals nothing.
QVariant valueOf(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QVariant valueOf(TaskStatus status)
{
    return wordOf(status);
}

template <typename T>
void addColumn(Condition &condition, const QString &column, const QList<AnyOf<T>> &wanted)
{
    for (const AnyOf<T> &each : wanted) {
        QVariantList values;
        for (const T &value : each.values)
            values.append(valueOf(value));
        condition.add(
            u"%1 %2IN (%3)"_s.arg(column, negatedIf(each.isExcluded), placeholders(values.size())),
            values);
    }
}

void addLabel(Condition &condition, const AnyOf<LabelPattern> &wanted)
{
    QStringList alternatives;
    QVariantList values;
    for (const LabelPattern &label : wanted.values) {
        alternatives.append(label.value ? u"(l.key = ? AND l.value = ?)"_s
                                        : u"l.key = ? OR l.value = ?"_s);
        values.append(valueOf(label.key));
        values.append(valueOf(label.value.value_or(label.key)));
    }
    condition.add(u"%1EXISTS (SELECT 1 FROM json_each(t.labels) l WHERE %2)"_s.arg(
                      negatedIf(wanted.isExcluded), alternatives.join(u" OR "_s)),
                  values);
}

/// SQLite's LIKE knows the case of ASCII letters only, so that messages are matched by Qt. The
/// name is stored folded.
void addWord(Condition &condition, const AnyOf<QString> &wanted)
{
    for (const QString &word : wanted.values) {
        const QString pattern = u"(?i)"_s + QRegularExpression::escape(word);
        condition.add(u"%1(instr(t.name_key, ?) > 0 OR t.progress REGEXP ? "
                      "OR coalesce(t.error, '') REGEXP ?)"_s.arg(negatedIf(wanted.isExcluded)),
                      {word.toCaseFolded(), pattern, pattern});
    }
}

void addBounds(Condition &condition, const QString &column, const QDateTime &since,
               const QDateTime &until)
{
    if (!since.isNull())
        condition.add(column + u" >= ?"_s, {since.toMSecsSinceEpoch()});
    if (!until.isNull())
        condition.add(column + u" < ?"_s, {until.toMSecsSinceEpoch()});
}

} // namespace

void addQueryTerms(Condition &condition, const TaskQuery &query)
{
    addColumn(condition, u"t.status"_s, query.statuses);
    addColumn(condition, u"t.kind"_s, query.kinds);
    addColumn(condition, u"t.host"_s, query.hosts);
    addBounds(condition, u"t.created_at"_s, query.createdSince, query.createdUntil);
    addBounds(condition, u"t.completed_at"_s, query.endedSince, query.endedUntil);
    for (const AnyOf<LabelPattern> &label : query.labels)
        addLabel(condition, label);
    for (const AnyOf<QString> &word : query.words)
        addWord(condition, word);
}

QString placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

} // namespace headway
