#pragma once

#include "core/base/datadirectory.h"
#include "core/base/result.h"
#include "core/client/access.h"

#include <QByteArrayList>
#include <QCommandLineParser>
#include <QStringList>

namespace headway {

/// What stands behind the verb: options, anywhere, and operands. What follows the first `--` is
/// never an option.
class CommandLine
{
public:
    /// @p own are the verb's options beside those that all share: --data-dir, --url,
    /// --ca-certificate, --token-file, --json, --help.
    explicit CommandLine(const QList<QCommandLineOption> &own);

    /// @p words as the system gave them, without program and verb.
    /// Errors: InvalidArgument with a sentence.
    Result<void> parse(const QByteArrayList &words);

    bool isSet(const QString &option) const { return m_parser.isSet(option); }
    /// The last one given; empty when the option is not set.
    QString value(const QString &option) const { return m_parser.value(option); }
    QStringList values(const QString &option) const { return m_parser.values(option); }
    /// Errors: InvalidArgument unless it is a whole number in [@p atLeast, @p atMost].
    Result<qint64> number(const QString &option, qint64 atLeast, qint64 atMost) const;

    /// Words that are no options, before and behind `--`.
    QStringList operands() const;
    /// Words behind `--`, byte for byte; nullopt when there is no `--`.
    std::optional<QByteArrayList> behindDashes() const { return m_behindDashes; }

    bool wantsHelp() const { return isSet(QStringLiteral("help")); }
    bool wantsJson() const { return isSet(QStringLiteral("json")); }
    DataDirectory dataDirectory() const;
    /// With what the environment says: HEADWAY_URL unless --data-dir is given, HEADWAY_TOKEN.
    AccessRequest accessRequest() const;

    /// Of services that the system does not know: --ca-certificate or HEADWAY_CA_CERTIFICATE; empty
    /// for none.
    QString certificateFile() const;

    /// The options, one a line, each with what it does.
    QString optionHelp() const;

private:
    QList<QCommandLineOption> m_options;
    QCommandLineParser m_parser;
    std::optional<QByteArrayList> m_behindDashes;
};

} // namespace headway
