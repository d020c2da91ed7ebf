#pragma once

#include "core/model/taskoutput.h"
#include "ui/models/outputrows.h"

namespace headway {

/// A stretch of an output to be gone through row by row, on any thread: so many pages as one
/// question can bring, with those around them that say where its rows begin and end.
class OutputBlock
{
public:
    /// What to ask a session for.
    struct Span
    {
        qint64 offset = 0;
        qint64 limit = 0;
    };

    /// Bytes of the output from the first of one block to the first of the next.
    static qint64 stride();
    static qint64 numberOf(qint64 offset) { return offset / stride(); }
    static Span span(qint64 number);

    /// @p read is the answer for span(@p number).
    OutputBlock(qint64 number, TaskOutput read);

    qint64 number() const { return m_number; }
    QByteArrayView bytes() const { return m_read.bytes; }
    /// Calls @p visit with where a row begins and its bytes, for each that begins in the block,
    /// until it answers false.
    void forEachRow(const std::function<bool(qint64 start, const QByteArray &row)> &visit) const;

private:
    std::optional<QByteArrayView> pageAt(qint64 page) const;

    qint64 m_number;
    TaskOutput m_read;
};

} // namespace headway
