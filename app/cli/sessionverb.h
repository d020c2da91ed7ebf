#pragma once

#include "app/cli/verb.h"
#include "core/client/remotetasksession.h"

#include <memory>

namespace headway {

/// A verb that asks a service.
class SessionVerb : public Verb
{
    Q_OBJECT

public:
    ~SessionVerb() override;

    void start(const CommandLine &line) final;

protected:
    SessionVerb();

    /// What is wrong with the operands and options; nothing is asked of a service then.
    virtual Result<void> check() { return {}; }
    /// Goes on from start(), with line() and session() there.
    virtual void begin() = 0;

    const CommandLine &line() const { return *m_line; }
    RemoteTaskSession &session() { return *m_session; }

private:
    void warnOfDamage(const ApiRequest &request, const Result<ApiAnswer> &answer,
                      bool tellsOfDamage);

    bool m_hasWarned = false;
    const CommandLine *m_line = nullptr;
    std::unique_ptr<RemoteTaskSession> m_session;
};

} // namespace headway
