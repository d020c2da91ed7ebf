#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <string_view>

namespace headway {

/// Which bytes may stand somewhere: one look into a table each.
class CharacterSet
{
public:
    explicit constexpr CharacterSet(std::string_view characters)
    {
        for (const char c : characters)
            m_holds.at(static_cast<unsigned char>(c)) = true;
    }
    /// All that @p predicate takes.
    template <typename Predicate>
    static constexpr CharacterSet of(Predicate predicate)
    {
        CharacterSet set("");
        for (size_t i = 0; i < set.m_holds.size(); ++i)
            set.m_holds.at(i) = predicate(static_cast<unsigned char>(i));
        return set;
    }

    constexpr bool holds(char c) const { return m_holds[static_cast<unsigned char>(c)]; }
    bool holdsAll(QByteArrayView text) const
    {
        return std::all_of(text.begin(), text.end(), [this](char c) { return holds(c); });
    }

private:
    std::array<bool, 256> m_holds = {};
};

} // namespace headway
