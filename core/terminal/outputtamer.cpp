#include "core/terminal/outputtamer.h"

namespace headway {

namespace {

constexpr char escape = '\x1b';
constexpr int separatorsMost = 15;

/// Whether @p byte is the second of a control beyond ASCII, U+0080 to U+009F.
bool endsControl(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 && code < 0xa0;
}

} // namespace

/// Device control strings become operating system commands, which end and vanish alike: asked by
/// one for a setting that it does not know, libvterm follows a pointer that is none. It writes more
/// than sixteen numbers of a sequence beyond their room. Controls beyond ASCII have a column less
/// than none, and lead it before the line: they are replaced. And it repeats for ever what takes no
/// column: only ASCII is repeated, and what is asked for behind anything else becomes a sequence
/// that means nothing.
QByteArray OutputTamer::tamed(QByteArrayView bytes)
{
    QByteArray made;
    made.reserve(bytes.size());
    for (const char byte : bytes) {
        if (byte == '\n')
            made += '\r';
        const bool isControlString = m_part == Part::Escape && byte == 'P';
        const bool isEndless = m_part == Part::Sequence && byte == 'b' && !m_mayRepeat;
        if (made.endsWith('\xc2') && endsControl(byte))
            made.replace(made.size() - 1, 1, "\xef\xbf\xbd");
        else if (!isTooMany(byte))
            made += isControlString ? ']' : isEndless ? 'y' : byte;
        m_mayRepeat = (m_part == Part::Text && byte >= ' ' && byte <= '~')
            || (m_mayRepeat && goesOnRepeating(byte));
        m_part = partAfter(byte);
    }
    return made;
}

bool OutputTamer::isTooMany(char byte)
{
    if (m_part != Part::Sequence)
        m_separators = 0;
    return m_part == Part::Sequence && (byte == ';' || byte == ':')
        && ++m_separators > separatorsMost;
}

OutputTamer::Part OutputTamer::partAfter(char byte) const
{
    constexpr char bell = '\a';
    constexpr char cancel = '\x18';
    constexpr char substitute = '\x1a';
    if (byte == escape)
        return Part::Escape;
    if (byte == cancel || byte == substitute)
        return Part::Text;
    switch (m_part) {
    case Part::Escape:
        if (byte == '[')
            return Part::Sequence;
        if (QByteArrayView("P]X^_").contains(byte))
            return Part::String;
        return byte >= '0' && byte <= '~' ? Part::Text : Part::Escape;
    case Part::Sequence:
        return byte >= '@' && byte <= '~' ? Part::Text : Part::Sequence;
    case Part::String:
        return byte == bell ? Part::Text : Part::String;
    case Part::Text:
        break;
    }
    return Part::Text;
}

/// Whether @p byte may stand between a character and the letter that repeats it.
bool OutputTamer::goesOnRepeating(char byte) const
{
    switch (m_part) {
    case Part::Text:
        return byte == escape;
    case Part::Escape:
        return byte == '[';
    case Part::Sequence:
        return byte >= '0' && byte <= '9';
    case Part::String:
        break;
    }
    return false;
}

} // namespace headway
