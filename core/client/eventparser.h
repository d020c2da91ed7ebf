#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace headway {

/// A block of an event stream that tells something: an event, or with no data a place only.
struct StreamBlock
{
    QByteArray name; ///< "message" unless it was told
    QByteArray data;
    QByteArray id; ///< of the last event that told one, be it an earlier one

    friend bool operator==(const StreamBlock &, const StreamBlock &) = default;
};

/// Reads an event stream as it comes, in pieces of any size. Keeps no more of it than one block.
/// Source: HTML Living Standard, section 9.2.6
class EventParser
{
public:
    /// @p longest is how many bytes a line, and the data of a block, may have.
    explicit EventParser(qsizetype longest);

    /// The blocks that end in @p bytes. Errors: TooLarge; no more is to be read then.
    Result<QList<StreamBlock>> read(const QByteArray &bytes);
    /// How long to wait before coming again, as far as the stream has told.
    std::optional<std::chrono::milliseconds> retry() const { return m_retry; }

private:
    Result<void> takeLine(QByteArray line);
    void takeField(const QByteArray &name, const QByteArray &value);
    void endBlock();

    qsizetype m_longest;
    QByteArray m_line; ///< the beginning of one
    bool m_isFirstLine = true;
    bool m_isAfterReturn = false; ///< a line feed would belong to the end of the last line
    QByteArray m_name;
    QByteArray m_data; ///< with a line feed behind every line
    QByteArray m_id;
    bool m_hasId = false; ///< in this block
    std::optional<std::chrono::milliseconds> m_retry;
    QList<StreamBlock> m_blocks; ///< since the beginning of read()
};

} // namespace headway
