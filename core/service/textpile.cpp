#include "core/service/textpile.h"

#include <QDir>

#include <cstring>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype blockBytes = 256 * 1024;

Error failed(const QFile &file)
{
    return {ErrorCode::StorageFailed, u"temporary file: "_s + file.errorString()};
}

template <typename T>
bool writeAll(QFile &file, const T *items, qsizetype count)
{
    const qint64 bytes = count * qint64{sizeof(T)};
    return file.write(reinterpret_cast<const char *>(items), bytes) == bytes;
}

template <typename T>
bool readAll(QFile &file, T *items, qsizetype count)
{
    const qint64 bytes = count * qint64{sizeof(T)};
    return file.read(reinterpret_cast<char *>(items), bytes) == bytes;
}

/// @return null when there is none
const char *firstOf(const QByteArray &part, const char *from, const char *end)
{
    if (part.size() != 2) {
        return static_cast<const char *>(memmem(from, static_cast<size_t>(end - from),
                                                part.constData(),
                                                static_cast<size_t>(part.size())));
    }
    // The C library looks at each byte for a part of two, but for one at many at once.
    while (from < end) {
        const void *found = memchr(from, part[0], static_cast<size_t>(end - from));
        from = static_cast<const char *>(found);
        if (!from || from + 1 == end)
            return nullptr;
        if (from[1] == part[1])
            return from;
        ++from;
    }
    return nullptr;
}

} // namespace

Result<void> TextPile::append(quint32 row, const QByteArray &text)
{
    m_open.text += text;
    m_open.text += '\n';
    m_open.rows.push_back(row);
    m_open.ends.push_back(static_cast<quint32>(m_open.text.size()));
    return m_open.text.size() < blockBytes ? Result<void>() : write();
}

Result<void> TextPile::write()
{
    if (!m_file.isOpen()) { // of this user alone, and gone with the process
        m_file.setFileTemplate(QDir::tempPath() + u"/headway-XXXXXX"_s);
        if (!m_file.open())
            return failed(m_file);
    }
    const Place place{m_file.size(), static_cast<qsizetype>(m_open.rows.size()),
                      m_open.text.size()};
    const bool isWritten = m_file.seek(place.offset)
        && writeAll(m_file, m_open.rows.data(), place.rowCount)
        && writeAll(m_file, m_open.ends.data(), place.rowCount)
        && writeAll(m_file, m_open.text.constData(), place.textBytes) && m_file.flush();
    if (!isWritten) {
        m_file.resize(place.offset);
        return failed(m_file);
    }
    m_places.append(place);
    m_open = {};
    return {};
}

Result<void> TextPile::read(const Place &place)
{
    m_read.rows.resize(static_cast<size_t>(place.rowCount));
    m_read.ends.resize(static_cast<size_t>(place.rowCount));
    m_read.text.resize(place.textBytes);
    const bool isRead = m_file.seek(place.offset)
        && readAll(m_file, m_read.rows.data(), place.rowCount)
        && readAll(m_file, m_read.ends.data(), place.rowCount)
        && readAll(m_file, m_read.text.data(), place.textBytes);
    return isRead ? Result<void>() : failed(m_file);
}

Result<void> TextPile::find(const QByteArray &part, NumberSet &rows)
{
    if (part.contains('\n'))
        return {};
    for (const Place &place : std::as_const(m_places)) {
        if (const Result<void> done = read(place); !done)
            return done.error();
        findIn(m_read, part, rows);
    }
    findIn(m_open, part, rows);
    return {};
}

void TextPile::findIn(const Block &block, const QByteArray &part, NumberSet &rows)
{
    const char *begin = block.text.constData();
    const char *end = begin + block.text.size();
    size_t at = 0;
    for (const char *from = begin; from < end;) {
        const char *found = firstOf(part, from, end);
        if (!found)
            return;
        const auto offset = static_cast<quint32>(found - begin);
        while (block.ends[at] <= offset)
            ++at;
        rows.insert(block.rows[at]);
        from = begin + block.ends[at]; // one is enough of each
    }
}

} // namespace headway
