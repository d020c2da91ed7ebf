#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace headway {

/// What a source file may contain, by the floor it lies on. Knows the text only, compiles nothing.
class SourceRules
{
public:
    /// Floor -> the floors it builds on; it may include those, and what those may include.
    using Table = QHash<QString, QStringList>;

    explicit SourceRules(const Table &table);

    /// @p path is relative to the source directory.
    /// @return one sentence a fault; empty when the file keeps all rules
    QStringList faultsOf(const QString &path, const QString &text) const;
    /// Whether a file of @p floor may include one of @p used, which may be the same.
    bool mayInclude(const QString &floor, const QString &used) const;

private:
    QStringList includeFaults(const QString &floor, const QString &code) const;

    Table m_reach; ///< floor -> all that it may include, itself among them
};

} // namespace headway
