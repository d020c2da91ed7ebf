#pragma once

#include "app/cli/exitcode.h"

#include <QCommandLineOption>
#include <QList>
#include <QObject>

namespace headway {

class CommandLine;

/// One verb while it is carried out. It does its work in the event loop and ends the program by
/// finished().
class Verb : public QObject
{
    Q_OBJECT

public:
    ~Verb() override;

    /// Its options beside those that all verbs share.
    virtual QList<QCommandLineOption> options() const { return {}; }
    /// Begins; called once. @p line outlives the verb.
    virtual void start(const CommandLine &line) = 0;

Q_SIGNALS:
    /// Once, and the last that is heard of it.
    void finished(int exitCode);

protected:
    Verb();

    /// Ends with @p exitCode; what comes after the first call does nothing.
    void end(int exitCode = Done);
    /// Tells the error on stderr and ends with its exit code.
    void fail(const Error &error);
    /// Tells the mistake on stderr and ends with WrongUsage.
    void failUsage(const QString &sentence);

private:
    bool m_hasEnded = false;
};

} // namespace headway
