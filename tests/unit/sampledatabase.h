#pragma once

#include "core/store/accountstore.h"
#include "core/store/changestore.h"
#include "core/store/database.h"
#include "core/store/taskstore.h"

#include <memory>

namespace headway::test {

/// A database with an owner, another account and some tasks, open for writing. What fails here ends
/// the test program.
class SampleDatabase
{
public:
    explicit SampleDatabase(const QString &file)
        : m_database(valueOf(Database::open(file)))
        , m_accounts(*m_database)
        , m_tasks(*m_database)
        , m_changes(*m_database)
    {
        valueOf(m_database->execute(QStringLiteral("PRAGMA synchronous = OFF")));
        owner = addAccount(QStringLiteral("owner@example.org"), true);
        other = addAccount(QStringLiteral("other@example.org"), false);
    }

    Database &database() { return *m_database; }
    TaskStore &tasks() { return m_tasks; }
    ChangeStore &changes() { return m_changes; }

    Task insert(AccountId account, const QString &name = QStringLiteral("task"))
    {
        Task task;
        task.id = TaskId::make();
        task.owner = account;
        task.name = name;
        task.createdAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        task.revision = ++m_revision;
        valueOf(m_database->begin());
        valueOf(m_tasks.insert(task));
        valueOf(m_tasks.setRevision(m_revision));
        valueOf(m_database->commit());
        return task;
    }

    void addToken(AccountId account)
    {
        StoredCredential token;
        token.id = CredentialId::make();
        token.account = account;
        token.kind = CredentialKind::Token;
        token.hash = token.id.toBytes();
        token.createdAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        valueOf(m_accounts.insert(token));
    }

    AccountId owner;
    AccountId other;

private:
    template <typename T>
    static T valueOf(Result<T> result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().detail));
        if constexpr (!std::is_void_v<T>)
            return std::move(*result);
    }

    AccountId addAccount(const QString &email, bool isOwner)
    {
        StoredAccount stored;
        stored.account.email = email;
        stored.account.isOwner = isOwner;
        stored.account.createdAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        return valueOf(m_accounts.insert(stored));
    }

    std::unique_ptr<Database> m_database;
    AccountStore m_accounts;
    TaskStore m_tasks;
    ChangeStore m_changes;
    quint64 m_revision = 0;
};

} // namespace headway::test
