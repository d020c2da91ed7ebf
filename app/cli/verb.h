#pragma once

#include "app/cli/exitcode.h"

#include <QCommandLineOption>
#include <QList>
#include <QObject>

#include <memory>

namespace headway {

class ApiClient;
class CommandLine;
struct AccessRequest;

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
    /// As fail(), where nothing gave access; but where that is NotSignedIn at a service that was
    /// named, and nobody answers there, with that: to sign in would be no help.
    void failAccess(const AccessRequest &request, const Error &error);
    /// Tells the mistake on stderr and ends with WrongUsage.
    void failUsage(const QString &sentence);

private:
    bool m_hasEnded = false;
    std::unique_ptr<ApiClient> m_probe; ///< asks whether anybody answers
};

} // namespace headway
