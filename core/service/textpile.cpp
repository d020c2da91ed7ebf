#include "core/service/textpile.h"

#include "core/base/privatefile.h"

#include <algorithm>
#include <cstring>
#include <limits>

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

/// The first place of @p part from @p from on, found by its byte at @p anchor.
/// @return null when there is none
const char *firstOf(const QByteArray &part, qsizetype anchor, const char *from, const char *end)
{
    const char *last = end - part.size();
    while (from <= last) {
        const void *found =
            memchr(from + anchor, part[anchor], static_cast<size_t>(last - from + 1));
        if (!found)
            return nullptr;
        from = static_cast<const char *>(found) - anchor;
        if (from[0] == part[0]
            && memcmp(from, part.constData(), static_cast<size_t>(part.size())) == 0)
            return from;
        ++from;
    }
    return nullptr;
}

const char *firstOf(const QByteArray &part, const char *from, const char *end)
{
    return static_cast<const char *>(memmem(from, static_cast<size_t>(end - from), part.constData(),
                                            static_cast<size_t>(part.size())));
}

/// Whether whatever holds @p now holds @p before.
bool isNarrower(const AnyOf<QByteArray> &now, const AnyOf<QByteArray> &before)
{
    if (now == before)
        return true;
    return !now.isExcluded && !before.isExcluded && now.values.size() == 1
        && before.values.size() == 1 && now.values.first().contains(before.values.first());
}

bool isNarrower(const TextPile::Words &now, const TextPile::Words &before)
{
    return !before.isEmpty()
        && std::all_of(before.cbegin(), before.cend(), [&now](const AnyOf<QByteArray> &old) {
               return std::any_of(now.cbegin(), now.cend(), [&old](const AnyOf<QByteArray> &each) {
                   return isNarrower(each, old);
               });
           });
}

} // namespace

TextPile::TextPile(QString directory)
    : m_directory(std::move(directory))
{
}

Result<void> TextPile::append(quint32 row, const QByteArray &text)
{
    if (m_known.contains(row))
        m_newest.insert(row, m_number);
    m_known.insert(row);
    ++m_number;
    count(text);
    m_open.text += text;
    m_open.text += '\n';
    m_open.rows.push_back(row);
    m_open.ends.push_back(static_cast<quint32>(m_open.text.size()));
    return m_open.text.size() < blockBytes ? Result<void>() : write();
}

void TextPile::count(const QByteArray &text)
{
    for (const char byte : text)
        ++m_counts[static_cast<uchar>(byte)];
}

Result<void> TextPile::write()
{
    if (!m_file.isOpen()) {
        if (Result<void> opened = openUnnamedFile(m_directory, m_file); !opened)
            return opened;
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

Result<void> TextPile::readRows(const Place &place)
{
    m_read.rows.resize(static_cast<size_t>(place.rowCount));
    const bool isRead =
        m_file.seek(place.offset) && readAll(m_file, m_read.rows.data(), place.rowCount);
    return isRead ? Result<void>() : failed(m_file);
}

Result<void> TextPile::read(const Place &place)
{
    if (Result<void> done = readRows(place); !done)
        return done;
    m_read.ends.resize(static_cast<size_t>(place.rowCount));
    m_read.text.resize(place.textBytes);
    const bool isRead = readAll(m_file, m_read.ends.data(), place.rowCount)
        && readAll(m_file, m_read.text.data(), place.textBytes);
    return isRead ? Result<void>() : failed(m_file);
}

Result<NumberSet> TextPile::find(const Words &words, const GoesOn &goesOn)
{
    QList<Wanted> wanted = wantedOf(words);
    beginSearch(words);
    NumberSet found;
    qint64 number = m_number - static_cast<qint64>(m_open.rows.size());
    findIn(m_open, number, wanted, candidatesOf(number, m_open.rows.size()), found);
    bool isOver = goesOn && !goesOn(m_open.rows, found);
    for (auto place = m_places.crbegin(); place != m_places.crend() && !isOver; ++place) {
        number -= place->rowCount;
        Marks candidates = candidatesOf(number, static_cast<size_t>(place->rowCount));
        if (!candidates.empty()) {
            if (const Result<void> done = read(*place); !done)
                return done.error();
            findIn(m_read, number, wanted, std::move(candidates), found);
        } else if (goesOn) {
            if (const Result<void> done = readRows(*place); !done)
                return done.error();
        }
        isOver = goesOn && !goesOn(m_read.rows, found);
    }
    return found;
}

void TextPile::beginSearch(const Words &words)
{
    if (!isNarrower(words, m_lastWords))
        m_candidates.clear();
    m_candidates.resize(static_cast<size_t>(m_number), true);
    m_lastWords = words;
    m_lookedThrough = 0;
}

/// @return no marks where no text can hold what is wanted
TextPile::Marks TextPile::candidatesOf(qint64 firstNumber, size_t count) const
{
    const auto first = m_candidates.begin() + firstNumber;
    Marks marks(first, first + static_cast<qint64>(count));
    return std::find(marks.cbegin(), marks.cend(), 1) != marks.cend() ? marks : Marks();
}

QList<TextPile::Wanted> TextPile::wantedOf(const Words &words) const
{
    QList<Wanted> wanted; // of the texts that the first leaves the others are asked one by one
    for (const AnyOf<QByteArray> &each : words)
        wanted.append(wantedOf(each));
    std::sort(wanted.begin(), wanted.end(),
              [](const Wanted &a, const Wanted &b) { return a.rarity < b.rarity; });
    return wanted;
}

TextPile::Wanted TextPile::wantedOf(const AnyOf<QByteArray> &words) const
{
    Wanted wanted;
    wanted.isExcluded = words.isExcluded;
    wanted.rarity = words.isExcluded ? std::numeric_limits<qint32>::max() : 0;
    for (const QByteArray &text : words.values) {
        Part part{text};
        for (qsizetype at = 1; at < text.size(); ++at) {
            if (countOf(text[at]) < countOf(text[part.anchor]))
                part.anchor = at;
        }
        wanted.rarity += text.isEmpty() ? m_number : countOf(text[part.anchor]);
        wanted.parts.append(part);
    }
    return wanted;
}

void TextPile::findIn(const Block &block, qint64 firstNumber, QList<Wanted> &wanted, Marks kept,
                      NumberSet &found)
{
    if (kept.empty())
        return;
    m_lookedThrough += std::count(kept.cbegin(), kept.cend(), 1);
    for (Wanted &each : wanted)
        keep(block, each, kept);
    const auto first = m_candidates.begin() + firstNumber;
    std::fill(first, first + static_cast<qint64>(kept.size()), false);
    for (size_t i = 0; i < kept.size(); ++i) {
        if (kept[i] == 0)
            continue;
        const qint64 number = firstNumber + static_cast<qint64>(i);
        m_candidates[static_cast<size_t>(number)] = true;
        if (isNewest(block.rows[i], number))
            found.insert(block.rows[i]);
    }
}

bool TextPile::isNewest(quint32 row, qint64 number) const
{
    return m_newest.isEmpty() || m_newest.value(row, number) == number;
}

/// Leaves of @p kept the texts that hold what is @p wanted.
void TextPile::keep(const Block &block, Wanted &wanted, Marks &kept)
{
    constexpr ptrdiff_t few = 16; // of so many texts one is left: not all are looked through
    const bool areFew =
        std::count(kept.cbegin(), kept.cend(), 1) * few < static_cast<ptrdiff_t>(kept.size());
    Marks found(kept.size(), 0);
    for (Part &part : wanted.parts) {
        if (areFew)
            markKept(block, part.text, kept, found);
        else
            mark(block, part, found);
    }
    const char other = wanted.isExcluded ? 1 : 0;
    for (size_t i = 0; i < kept.size(); ++i)
        kept[i] = static_cast<char>(kept[i] & (found[i] ^ other));
}

/// Marks in @p found those of @p kept that hold @p part.
void TextPile::markKept(const Block &block, const QByteArray &part, const Marks &kept, Marks &found)
{
    for (size_t i = 0; i < kept.size(); ++i) {
        if (kept[i] == 0)
            continue;
        const char *text = block.text.constData();
        const quint32 begin = i == 0 ? 0 : block.ends[i - 1];
        if (firstOf(part, text + begin, text + block.ends[i] - 1))
            found[i] = 1;
    }
}

/// Marks in @p found the texts that hold @p part.
void TextPile::mark(const Block &block, Part &part, Marks &found)
{
    if (part.text.isEmpty())
        std::fill(found.begin(), found.end(), 1);
    if (part.text.isEmpty() || part.text.contains('\n'))
        return;
    // The C library goes faster through what holds no such part, but takes its time to begin.
    constexpr int often = 4; // in one of so many texts
    const bool isOften = part.text.size() <= 2 || part.matches * often > part.looked;
    const char *begin = block.text.constData();
    const char *end = begin + block.text.size();
    size_t at = 0;
    part.looked += static_cast<qint64>(found.size());
    for (const char *from = begin; from < end; from = begin + block.ends[at]) {
        const char *place =
            isOften ? firstOf(part.text, part.anchor, from, end) : firstOf(part.text, from, end);
        if (!place)
            return;
        const auto offset = static_cast<quint32>(place - begin);
        while (block.ends[at] <= offset)
            ++at;
        found[at] = 1; // one is enough of each
        ++part.matches;
    }
}

} // namespace headway
