#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>

#include <optional>

namespace headway {

/// An identifier that is a random UUID (RFC 4122 version 4); Tag keeps one kind from passing as
/// another.
template <typename Tag>
class UuidId
{
public:
    /// The null id: names nothing.
    UuidId() = default;

    static UuidId make() { return UuidId(QUuid::createUuid()); }

    /// @return nullopt unless @p text is the 36-character form 8-4-4-4-12 of a version 4 UUID
    static std::optional<UuidId> fromString(QStringView text)
    {
        constexpr qsizetype canonicalLength = 36;
        if (text.size() != canonicalLength || text.startsWith(u'{'))
            return std::nullopt;
        const QUuid uuid = QUuid::fromString(text);
        if (uuid.version() != QUuid::Random)
            return std::nullopt;
        return UuidId(uuid);
    }

    bool isNull() const { return m_uuid.isNull(); }
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    QByteArray toBytes() const { return m_uuid.toRfc4122(); }
    static UuidId fromBytes(const QByteArray &bytes) { return UuidId(QUuid::fromRfc4122(bytes)); }

    friend bool operator==(const UuidId &a, const UuidId &b) { return a.m_uuid == b.m_uuid; }
    friend bool operator<(const UuidId &a, const UuidId &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const UuidId &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    explicit UuidId(const QUuid &uuid)
        : m_uuid(uuid)
    {
    }

    QUuid m_uuid;
};

using TaskId = UuidId<struct TaskIdTag>;
/// Names a session or an API token, never its secret.
using CredentialId = UuidId<struct CredentialIdTag>;

/// An account of this Headway: the rowid in its database. 0 names nobody.
class AccountId
{
public:
    AccountId() = default;
    explicit AccountId(qint64 rowId)
        : m_rowId(rowId)
    {
    }

    bool isNull() const { return m_rowId == 0; }
    qint64 rowId() const { return m_rowId; }

    friend bool operator==(AccountId a, AccountId b) { return a.m_rowId == b.m_rowId; }
    friend bool operator<(AccountId a, AccountId b) { return a.m_rowId < b.m_rowId; }
    friend size_t qHash(AccountId id, size_t seed = 0) { return qHash(id.m_rowId, seed); }

private:
    qint64 m_rowId = 0;
};

} // namespace headway
