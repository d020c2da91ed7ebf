#include "app/cli/commandline.h"

#include "app/host/wrong.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QList<QCommandLineOption> sharedOptions()
{
    return {
        {u"data-dir"_s, u"Talk to the service that runs on the data directory DIR."_s, u"DIR"_s},
        {u"url"_s, u"Talk to the service at URL."_s, u"URL"_s},
        {u"ca-certificate"_s,
         u"Trust the https service that the certificate in FILE vouches for."_s, u"FILE"_s},
        {u"token-file"_s, u"Sign in with the API token in FILE."_s, u"FILE"_s},
        {u"json"_s, u"Print the API's JSON."_s},
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
    };
}

QString shownNames(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names.append((name.size() == 1 ? u"-"_s : u"--"_s) + name);
    const QString value = option.valueName().isEmpty() ? QString() : u' ' + option.valueName();
    return names.join(u", "_s) + value;
}

} // namespace

CommandLine::CommandLine(const QList<QCommandLineOption> &own)
    : m_options(own + sharedOptions())
{
    m_parser.addOptions(m_options);
}

Result<void> CommandLine::parse(const QByteArrayList &words)
{
    const qsizetype dashes = words.indexOf("--");
    if (dashes >= 0)
        m_behindDashes = words.sliced(dashes + 1);
    QStringList ours{u"headway"_s};
    for (const QByteArray &word : dashes >= 0 ? words.first(dashes) : words)
        ours.append(QString::fromLocal8Bit(word));
    if (!m_parser.parse(ours))
        return wrong(m_parser.errorText());
    // An empty one, of a variable that is not set say, would quietly mean another place.
    for (const QString &option : {u"data-dir"_s, u"url"_s, u"token-file"_s, u"ca-certificate"_s}) {
        if (isSet(option) && value(option).isEmpty())
            return wrong(u"--%1 takes something that is not empty."_s.arg(option));
    }
    if (isSet(u"data-dir"_s) && isSet(u"url"_s))
        return wrong(u"Give either --data-dir or --url, not both."_s);
    return {};
}

Result<qint64> CommandLine::number(const QString &option, qint64 atLeast, qint64 atMost) const
{
    bool isNumber = false;
    const qint64 number = value(option).toLongLong(&isNumber);
    if (isNumber && number >= atLeast && number <= atMost)
        return number;
    return wrong(
        u"--%1 takes a whole number from %2 to %3."_s.arg(option).arg(atLeast).arg(atMost));
}

QStringList CommandLine::operands() const
{
    QStringList operands = m_parser.positionalArguments();
    for (const QByteArray &word : m_behindDashes.value_or(QByteArrayList()))
        operands.append(QString::fromLocal8Bit(word));
    return operands;
}

DataDirectory CommandLine::dataDirectory() const
{
    return DataDirectory::resolve(value(u"data-dir"_s));
}

AccessRequest CommandLine::accessRequest() const
{
    const bool isLocal = isSet(u"data-dir"_s);
    return {.directory = dataDirectory(),
            .url = isSet(u"url"_s) ? value(u"url"_s)
                : isLocal          ? QString()
                                   : qEnvironmentVariable("HEADWAY_URL"),
            .tokenFile = value(u"token-file"_s),
            .token = qgetenv("HEADWAY_TOKEN")};
}

QString CommandLine::certificateFile() const
{
    return isSet(u"ca-certificate"_s) ? value(u"ca-certificate"_s)
                                      : qEnvironmentVariable("HEADWAY_CA_CERTIFICATE");
}

QString CommandLine::optionHelp() const
{
    constexpr int indent = 2;
    qsizetype widest = 0;
    for (const QCommandLineOption &option : m_options)
        widest = qMax(widest, shownNames(option).size());
    QString help;
    for (const QCommandLineOption &option : m_options) {
        help += QString(indent, u' ') + shownNames(option).leftJustified(widest + indent)
            + option.description() + u'\n';
    }
    return help;
}

} // namespace headway
