#pragma once

#include "tests/support/fakesignin.h"
#include "tests/support/faketasksession.h"

#include <QSettings>
#include <QTemporaryDir>

namespace headway {

/// Base of the tests of what stands on accounts and settings: two accounts in memory, of which the
/// owner's has no password, and settings of their own.
class AccountFixture : public QObject
{
protected:
    void beginAccounts()
    {
        m_settings.reset(); // which is saved into the directory before
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(
            m_directory->filePath(QStringLiteral("desktop.ini")), QSettings::IniFormat);
        m_owner = std::make_shared<FakeTaskSession>(QStringLiteral("owner@example.org"));
        m_other = std::make_shared<FakeTaskSession>(QStringLiteral("other@example.org"));
        m_signIn = std::make_unique<FakeSignIn>();
        m_signIn->addAccount(m_owner);
        m_signIn->addAccount(m_other, "correct horse");
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::shared_ptr<FakeTaskSession> m_owner;
    std::shared_ptr<FakeTaskSession> m_other;
    std::unique_ptr<FakeSignIn> m_signIn;
};

} // namespace headway
