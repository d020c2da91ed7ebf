#include "core/store/btreepages.h"

#include <QtEndian>

#include <optional>

namespace headway {

namespace {

constexpr char indexInterior = 0x02;
constexpr char tableInterior = 0x05;
constexpr char indexLeaf = 0x0a;
constexpr char tableLeaf = 0x0d;

quint32 number32(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

int number16(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.constData() + at);
}

bool isInterior(const QByteArray &page)
{
    return page.front() == indexInterior || page.front() == tableInterior;
}

int headBytes(const QByteArray &page)
{
    return isInterior(page) ? 12 : 8;
}

int cellCount(const QByteArray &page)
{
    return number16(page, 3);
}

int cellAt(const QByteArray &page, int index)
{
    return number16(page, headBytes(page) + 2 * index);
}

/// Reads numbers of one to nine bytes, one after the other, up to the end of a page.
class Varints
{
public:
    Varints(const QByteArray &page, int at)
        : m_page(page)
        , m_at(at)
    {
    }

    int at() const { return m_at; }
    std::optional<quint64> next()
    {
        quint64 value = 0;
        for (int count = 0; count < 9; ++count) {
            if (m_at >= m_page.size())
                return std::nullopt;
            const auto byte = static_cast<quint8>(m_page.at(m_at++));
            if (count == 8)
                return value << 8U | byte;
            value = value << 7U | (byte & 0x7fU);
            if (byte < 0x80U)
                return value;
        }
        return std::nullopt;
    }

private:
    const QByteArray &m_page;
    int m_at;
};

/// The serial types of the first row; empty when there is none.
QList<quint64> typesOf(const QByteArray &leaf)
{
    if (leaf.isEmpty() || cellCount(leaf) == 0)
        return {};
    Varints numbers(leaf, cellAt(leaf, 0));
    numbers.next(); // bytes of the row
    if (leaf.front() == tableLeaf)
        numbers.next(); // its id
    const int start = numbers.at();
    const std::optional<quint64> bytes = numbers.next();
    QList<quint64> types;
    while (bytes && static_cast<quint64>(numbers.at() - start) < *bytes) {
        const std::optional<quint64> type = numbers.next();
        if (!type)
            return {};
        types.append(*type);
    }
    return types;
}

} // namespace

BtreePages::BtreePages(QFile &file, quint32 pageBytes)
    : m_file(file)
    , m_pageBytes(pageBytes)
    , m_pageCount(static_cast<quint32>(file.size() / pageBytes))
{
}

QByteArray BtreePages::page(quint32 number) const
{
    const bool isFound =
        number > 1 && number <= m_pageCount && m_file.seek(qint64(number - 1) * m_pageBytes);
    const QByteArray bytes = isFound ? m_file.read(m_pageBytes) : QByteArray();
    return bytes.size() == qsizetype(m_pageBytes) ? bytes : QByteArray();
}

bool BtreePages::isTreePage(const QByteArray &page) const
{
    if (page.isEmpty() || !QByteArray("\x02\x05\x0a\x0d").contains(page.front()))
        return false;
    const int cellsFrom = headBytes(page) + 2 * cellCount(page);
    if (cellsFrom > page.size() || (isInterior(page) && number32(page, 8) > m_pageCount))
        return false;
    for (int i = 0; i < cellCount(page); ++i) {
        if (cellAt(page, i) < cellsFrom || cellAt(page, i) > page.size() - 4)
            return false;
    }
    return true;
}

QList<quint32> BtreePages::childrenOf(const QByteArray &page) const
{
    QList<quint32> children;
    if (!isInterior(page))
        return children;
    for (int i = 0; i < cellCount(page); ++i)
        children.append(number32(page, cellAt(page, i)));
    children.append(number32(page, 8));
    return children;
}

/// Down on the left; empty when the way is broken.
QByteArray BtreePages::firstLeafOf(quint32 root) const
{
    constexpr int deepest = 20;
    QByteArray at = page(root);
    for (int depth = 0; depth < deepest && isTreePage(at); ++depth) {
        if (!isInterior(at))
            return at;
        at = page(childrenOf(at).constFirst());
    }
    return {};
}

QList<BtreePages::Tree> BtreePages::trees() const
{
    QSet<quint32> below;
    QList<quint32> found;
    for (quint32 number = 2; number <= m_pageCount; ++number) {
        const QByteArray bytes = page(number);
        if (!isTreePage(bytes))
            continue;
        found.append(number);
        for (const quint32 child : childrenOf(bytes))
            below.insert(child);
    }
    QList<Tree> trees;
    for (const quint32 root : found) {
        const QByteArray leaf = below.contains(root) ? QByteArray() : firstLeafOf(root);
        const QList<quint64> types = typesOf(leaf);
        if (!types.isEmpty())
            trees.append({root, leaf.front() == tableLeaf, types});
    }
    return trees;
}

} // namespace headway
