#pragma once

#include "core/base/promise.h"
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

    /// Errors: those of TokenDesk::create() and CommandStarter::start().
    QFuture<Result<TaskId>> start(const StartRequest &request);
    QFuture<Result<StartRequest>> kept(TaskId id) { return m_starter.kept(id); }

private:
    using Started = std::shared_ptr<Promise<Result<TaskId>>>;

    void startWith(const StartRequest &request, const NewSecret &token, const Started &started);

    CommandStarter &m_starter;
    std::shared_ptr<TokenDesk> m_tokens;
};

} // namespace headway
