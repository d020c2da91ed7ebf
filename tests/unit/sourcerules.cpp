#include "tests/unit/sourcerules.h"

#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Rule
{
    QRegularExpression forbidden;
    QString why;
    QStringList exceptIn; ///< floors
};

/// Of code without comments; what stands in strings is looked at too.
const QList<Rule> &textRules()
{
    static const QList<Rule> rules{
        {QRegularExpression(
             uR"(\b(SELECT\s.*\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|)"
             uR"((CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIEW)|PRAGMA|SAVEPOINT)\b)"_s,
             QRegularExpression::DotMatchesEverythingOption),
         u"SQL lives in core/store"_s,
         {u"core/store"_s}},
        {QRegularExpression(uR"(#\s*include\s*<(QSql|QtSql|sqlite3))"_s),
         u"the database is core/store's"_s,
         {u"core/store"_s}},
    };
    return rules;
}

/// Of code without comments and strings.
const QList<Rule> &codeRules()
{
    static const QList<Rule> rules{
        {QRegularExpression(uR"((?<![\w.>:])sender\s*\(\s*\))"_s), u"no sender()"_s, {}},
        {QRegularExpression(uR"(\b(processEvents|QEventLoop)\b)"_s), u"no nested event loop"_s, {}},
        {QRegularExpression(
             uR"(\bwaitFor(Started|ReadyRead|BytesWritten|Finished|Connected|Disconnected)\b)"_s),
         u"nobody waits once the program runs"_s,
         {u"app/host"_s, u"app/cli"_s}},
        {QRegularExpression(uR"(\bQt::(AutoText|RichText|MarkdownText)\b)"_s),
         u"text is Qt::PlainText"_s,
         {}},
        {QRegularExpression(uR"(\bQPromise\b|\.then\s*\()"_s),
         u"a future goes on by core/base/future.h, as Qt's then() and finish() do not get along"_s,
         // In core/client what then() is called of is made and finished in the one thread that goes
         // on from it; what readAside() gives is not, and goes on by future.h alone.
         {u"core/base"_s, u"core/client"_s}},
        {QRegularExpression(uR"(\b(friend\s+class\s+Test|SIGNAL\s*\(|SLOT\s*\())"_s),
         u"no back doors for tests, no signals by name"_s,
         {}},
    };
    return rules;
}

QString withoutComments(QString text)
{
    static const QRegularExpression token(
        uR"RE((R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n]){1,6}')|//[^\n]*|/\*.*?\*/)RE"_s,
        QRegularExpression::DotMatchesEverythingOption);
    return text.replace(token, u"\\1"_s);
}

QString withoutStrings(QString code)
{
    static const QRegularExpression string(uR"RE(R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*")RE"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    return code.replace(string, u"\"\""_s);
}

/// The first two folders: core/base of core/base/ids.h; empty when there are fewer.
QString floorOf(const QString &path)
{
    return path.count(u'/') < 2 ? QString() : path.section(u'/', 0, 1);
}

bool isHeaderOf(const QString &module, const QString &name)
{
    return name.startsWith(module)
        || QFile::exists(QLibraryInfo::path(QLibraryInfo::HeadersPath) + u'/' + module + u'/'
                         + name);
}

bool mustDoWithoutScreen(const QString &floor)
{
    return floor.startsWith("core/"_L1) || floor == "app/host"_L1 || floor == "app/cli"_L1;
}

QStringList breaches(const QList<Rule> &rules, const QString &floor, const QString &code)
{
    QStringList found;
    for (const Rule &rule : rules) {
        const QRegularExpressionMatch match = rule.forbidden.match(code);
        if (match.hasMatch() && !rule.exceptIn.contains(floor))
            found += u"%1: %2"_s.arg(rule.why, match.captured().left(60).simplified());
    }
    return found;
}

/// A QLabel is Qt::AutoText until it is told otherwise, and then opens what an <img> names.
QStringList labelFaults(const QString &code)
{
    static const QRegularExpression made(uR"((?<!public )\bQLabel(\s+\w+)?\s*[({])"_s);
    qsizetype labels = 0;
    for (auto matches = made.globalMatch(code); matches.hasNext(); matches.next())
        ++labels;
    const qsizetype plain = code.count("setTextFormat(Qt::PlainText)"_L1);
    return labels <= plain
        ? QStringList()
        : QStringList(u"%1 QLabel made, %2 set to Qt::PlainText"_s.arg(labels).arg(plain));
}

} // namespace

SourceRules::SourceRules(const Table &table)
{
    for (auto row = table.begin(); row != table.end(); ++row) {
        QStringList &reach = m_reach[row.key()];
        reach.append(row.key());
        for (qsizetype i = 0; i < reach.size(); ++i) {
            for (const QString &next : table.value(reach.at(i))) {
                if (!reach.contains(next))
                    reach.append(next);
            }
        }
    }
}

bool SourceRules::mayInclude(const QString &floor, const QString &used) const
{
    return m_reach.value(floor).contains(used);
}

QStringList SourceRules::faultsOf(const QString &path, const QString &text) const
{
    const QString floor = floorOf(path);
    if (!m_reach.contains(floor))
        return {u"%1: lies on no floor of the table"_s.arg(path)};
    const QString withStrings = withoutComments(text);
    const QString code = withoutStrings(withStrings);
    const QStringList faults = includeFaults(floor, withStrings)
        + breaches(textRules(), floor, withStrings) + breaches(codeRules(), floor, code)
        + labelFaults(code);
    QStringList located;
    for (const QString &fault : faults)
        located += path + ": "_L1 + fault;
    return located;
}

QStringList SourceRules::includeFaults(const QString &floor, const QString &code) const
{
    static const QRegularExpression include(uR"RE(^\s*#\s*include\s*(["<])([^">]+)[">])RE"_s,
                                            QRegularExpression::MultilineOption);
    QStringList faults;
    for (auto matches = include.globalMatch(code); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.captured(2);
        const bool isOurs = match.captured(1) == u'"';
        if (isOurs && !name.endsWith(".moc"_L1) && !mayInclude(floor, floorOf(name)))
            faults += u"%1 may not include \"%2\""_s.arg(floor, name);
        if (!isOurs && mustDoWithoutScreen(floor)
            && (isHeaderOf(u"QtGui"_s, name) || isHeaderOf(u"QtWidgets"_s, name)))
            faults += u"%1 does without a screen, so without <%2>"_s.arg(floor, name);
    }
    return faults;
}

} // namespace headway
