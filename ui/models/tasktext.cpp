#include "ui/models/tasktext.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"
#include "ui/models/timewords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype cellLength = 32'000; // a spreadsheet's cell holds 32,767

QString isoText(const QDateTime &instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString number(const std::optional<int> &value)
{
    return value ? QString::number(*value) : QString();
}

QString secondsText(const Task &task)
{
    const auto time = elapsed(task, task.completedAt);
    return time && task.completedAt.isValid()
        ? QString::number(std::chrono::duration<double>(*time).count(), 'f', 3)
        : QString();
}

QString labelsText(const Labels &labels)
{
    QStringList texts;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        texts.append(label.key() + u'=' + label.value());
    return texts.join(u"; "_s);
}

/// What a spreadsheet takes for the beginning of a formula, also in its full-width form.
bool beginsFormula(QStringView text)
{
    return !text.isEmpty() && QStringView(u"=+-@\t\r\n＝＋－＠").contains(text.front());
}

QByteArray cell(const QString &text)
{
    QString shown = manyLines(text, cellLength);
    if (beginsFormula(text) || beginsFormula(shown))
        shown.prepend(u'\'');
    const bool needsQuotes = shown.contains(u',') || shown.contains(u'"') || shown.contains(u'\n');
    shown.replace(u"\n"_s, u"\r\n"_s);
    if (needsQuotes)
        shown = u'"' + shown.replace(u'"', u"\"\""_s) + u'"';
    return shown.toUtf8();
}

QByteArray line(const QStringList &cells)
{
    QByteArrayList texts;
    for (const QString &text : cells)
        texts.append(cell(text));
    return texts.join(',') + "\r\n";
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

/// @p result is JSON of any kind, which QJsonDocument reads within an array alone.
QJsonValue resultOf(const std::optional<QByteArray> &result)
{
    if (!result)
        return {};
    const QJsonDocument read = QJsonDocument::fromJson('[' + *result + ']');
    return read.isArray() ? read.array().at(0) : QJsonValue(QString::fromUtf8(*result));
}

/// Escapes what cannot be seen: it stands in texts only, as JSON's own characters are ASCII.
QByteArray withVisibleCharacters(const QByteArray &json)
{
    QString out;
    const QString text = QString::fromUtf8(json);
    out.reserve(text.size());
    for (const QChar c : text) {
        const bool isUnseen = c.category() == QChar::Other_Format
            || c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
            || c.category() == QChar::Separator_Paragraph;
        if (isUnseen && c != u'\n')
            out += u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out.toUtf8();
}

} // namespace

QString plainTextOf(const QList<Task> &tasks)
{
    QStringList lines;
    for (const Task &task : tasks) {
        lines.append(QStringList{statusWord(task), oneLine(task.name, 1024), progressWords(task),
                                 headlineOf(task), fullInstant(task.startedAt),
                                 fullInstant(task.completedAt)}
                         .join(u'\t'));
    }
    return lines.join(u'\n');
}

QByteArray csvHeader()
{
    return line({u"id"_s, u"name"_s, u"status"_s, u"kind"_s, u"host"_s, u"labels"_s, u"progress"_s,
                 u"fraction"_s, u"error"_s, u"exit_code"_s, u"signal"_s, u"attempt"_s,
                 u"created_at"_s, u"started_at"_s, u"completed_at"_s, u"elapsed_s"_s});
}

QByteArray csvOf(const Task &task)
{
    const std::optional<double> fraction = task.progress.fraction;
    return line({task.id.toString(), task.name, wordOf(task.status), task.kind, task.host,
                 labelsText(task.labels), task.progress.text,
                 fraction ? QString::number(*fraction, 'g', 6) : QString(),
                 task.error.value_or(QString()), number(task.exitCode), number(task.signal),
                 QString::number(task.attempt), isoText(task.createdAt), isoText(task.startedAt),
                 isoText(task.completedAt), secondsText(task)});
}

QByteArray jsonOf(const Task &task)
{
    QJsonObject labels;
    for (auto label = task.labels.begin(); label != task.labels.end(); ++label)
        labels.insert(label.key(), label.value());
    const QJsonObject object{
        {u"task_id"_s, task.id.toString()},
        {u"name"_s, task.name},
        {u"status"_s, wordOf(task.status)},
        {u"kind"_s, orNull(task.kind)},
        {u"host"_s, orNull(task.host)},
        {u"labels"_s, labels},
        {u"progress"_s, orNull(task.progress.text)},
        {u"fraction"_s, orNull(task.progress.fraction)},
        {u"result"_s, resultOf(task.result)},
        {u"error"_s, orNull(task.error)},
        {u"exit_code"_s, orNull(task.exitCode)},
        {u"signal"_s, orNull(task.signal)},
        {u"attempt"_s, task.attempt},
        {u"created_at"_s, orNull(isoText(task.createdAt))},
        {u"started_at"_s, orNull(isoText(task.startedAt))},
        {u"completed_at"_s, orNull(isoText(task.completedAt))},
    };
    return withVisibleCharacters(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace headway
