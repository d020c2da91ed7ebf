#pragma once

#include "core/base/ids.h"
#include "core/client/access.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace headway {

/// Revokes a token that was made for one run, signed in with it. What cannot be done within five
/// seconds is left: the token has a lifetime, and its account sees it.
class TokenEnd : public QObject
{
    Q_OBJECT

public:
    TokenEnd(AccessRequest request, CredentialId token);
    ~TokenEnd() override;

    void start();

Q_SIGNALS:
    /// Once.
    void finished();

private:
    void finish();

    const AccessRequest m_request;
    const CredentialId m_token;
    std::unique_ptr<ApiClient> m_client;
    QTimer m_patience;
    bool m_isOver = false;
};

} // namespace headway
