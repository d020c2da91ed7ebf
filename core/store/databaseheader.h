#pragma once

#include <QString>

#include <optional>

namespace headway {

/// The first bytes of a database file, read without SQLite, which would begin to mend things.
/// Not while this process has the file open: closing it would end SQLite's locks.
/// Source: https://www.sqlite.org/fileformat2.html section 1.3
struct DatabaseHeader
{
    static constexpr int bytes = 100;

    quint32 pageBytes = 0;
    quint32 pageCount = 0; ///< 0: not known
    int schemaVersion = 0;

    /// nullopt when it is not that of a database.
    static std::optional<DatabaseHeader> read(const QString &file);
};

} // namespace headway
