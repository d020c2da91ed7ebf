#pragma once

#include "core/base/ids.h"
#include "core/model/account.h"

#include <QString>

namespace headway {

/// Somebody whose credential has been checked. Only AuthService makes one.
class Principal
{
public:
    AccountId account() const { return m_account; }
    QString email() const { return m_email; }
    /// The session or token that was presented; null for the window's own and the endpoint file's.
    CredentialId credential() const { return m_credential; }
    bool mayWrite() const { return m_scope == TokenScope::Write; }
    /// Whether it was proven that the caller owns the data directory: the window, the endpoint
    /// file.
    bool ownsDataDirectory() const { return m_ownsDataDirectory; }

private:
    friend class AuthService;
    Principal() = default;

    AccountId m_account;
    QString m_email;
    CredentialId m_credential;
    TokenScope m_scope = TokenScope::Write;
    bool m_ownsDataDirectory = false;
};

} // namespace headway
