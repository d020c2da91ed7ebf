#pragma once

#include <QByteArrayList>
#include <QRegularExpression>

#include <compare>
#include <functional>
#include <optional>

namespace headway {

class OutputBlock;

/// A place in an output: a row, by where it begins, and characters of it as it is shown.
struct OutputPlace
{
    qint64 row = 0; ///< of its first byte
    int column = 0; ///< in UTF-16 units

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 means the zero that nobody wrote
    friend auto operator<=>(const OutputPlace &, const OutputPlace &) = default;
};

struct OutputMatch
{
    OutputPlace at;
    int length = 0;

    friend bool operator==(const OutputMatch &, const OutputMatch &) = default;
};

/// What is looked for in an output; may be used on any thread.
class OutputPattern
{
public:
    /// These words, whatever their case.
    static OutputPattern words(const QString &text);
    /// What reads like the report of an error.
    static OutputPattern error();

    /// The first match behind @p after, of the block's beginning where that is nullopt.
    std::optional<OutputMatch> firstIn(const OutputBlock &block,
                                       std::optional<OutputPlace> after) const;
    /// The last match before @p before, of the block's end where that is nullopt.
    std::optional<OutputMatch> lastIn(const OutputBlock &block,
                                      std::optional<OutputPlace> before) const;

private:
    OutputPattern(const QRegularExpression &expression, const QByteArrayList &signs);

    bool isRuledOut(const OutputBlock &block) const;
    void forEachMatch(const OutputBlock &block,
                      const std::function<bool(const OutputMatch &)> &visit) const;

    QRegularExpression m_expression;
    QByteArrayList
        m_signs; ///< lower case; where none of them is, there is no match. Empty: unknown
};

} // namespace headway
