#pragma once

#include "core/session/tokendesk.h"
#include "ui/window/commandstarter.h"

#include <QObject>

#include <memory>

namespace headway {

/// As whom commands report that are started from the window.
struct RunAccount
{
    bool ownsDataDirectory = false; ///< programs sign in as that account by themselves
    std::shared_ptr<TokenDesk> tokens = {}; ///< any other account's; null: nothing is started
};

/// Starts commands for whoever is signed in to the window: each with a token of that account, made
/// for the run alone, but for whoever owns the data directory.
class RunDesk : public QObject
{
    Q_OBJECT

public:
    /// @p starter is borrowed and outlives this.
    explicit RunDesk(CommandStarter &starter, QObject *parent = nullptr);
    ~RunDesk() override;

    void setAccount(const RunAccount &account) { m_account = account; }

    /// The program stays until it is known what came of it.
    /// Errors, with which nothing runs: those of TokenDesk::create() and CommandStarter::start();
    /// StateForbids when the command could not be run, which is reported by itself; NotSignedIn
    /// when nobody is signed in, or somebody else before the token was made.
    QFuture<Result<StartedRun>> start(const StartRequest &request);
    QFuture<Result<StartRequest>> kept(TaskId id) { return m_starter.kept(id); }

private:
    struct Attempt;
    using AttemptPtr = std::shared_ptr<Attempt>;

    void makeToken(const AttemptPtr &attempt);
    void startWith(const std::optional<NewSecret> &token, const AttemptPtr &attempt);
    void takeBack(const NewSecret &token, const AttemptPtr &attempt);

    CommandStarter &m_starter;
    RunAccount m_account;
};

} // namespace headway
