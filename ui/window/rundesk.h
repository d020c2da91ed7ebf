#pragma once

#include "core/session/tokendesk.h"
#include "ui/window/commandstarter.h"

#include <QObject>

#include <memory>

namespace headway {

/// Starts commands for whoever is signed in to the window: each with a token of that account, made
/// for the run alone.
class RunDesk : public QObject
{
    Q_OBJECT

public:
    /// @p starter is borrowed and outlives this.
    explicit RunDesk(CommandStarter &starter, QObject *parent = nullptr);
    ~RunDesk() override;

    /// Where the tokens of the account are made; null for whoever owns the data directory: programs
    /// sign in as that account by themselves.
    void setTokens(std::unique_ptr<TokenDesk> tokens);

    /// The program stays until it is known what came of it.
    /// Errors: those of TokenDesk::create() and CommandStarter::start(); NotSignedIn when somebody
    /// else has signed in before the token was made.
    QFuture<Result<StartedRun>> start(const StartRequest &request);
    QFuture<Result<StartRequest>> kept(TaskId id) { return m_starter.kept(id); }

private:
    struct Attempt;
    using AttemptPtr = std::shared_ptr<Attempt>;

    void makeToken(const AttemptPtr &attempt);
    void startWith(const std::optional<NewSecret> &token, const AttemptPtr &attempt);
    void revoke(CredentialId token, const AttemptPtr &attempt);

    CommandStarter &m_starter;
    std::shared_ptr<TokenDesk> m_tokens;
};

} // namespace headway
