#pragma once

#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace headway {

/// Some of the numbers from 0 on, that lie close together: a bit for each up to the greatest.
class NumberSet
{
public:
    NumberSet() = default;
    template <typename Numbers>
    explicit NumberSet(const Numbers &numbers)
    {
        insert(numbers);
    }

    template <typename Numbers>
    void insert(const Numbers &numbers)
    {
        for (const quint32 number : numbers)
            insert(number);
    }
    void insert(quint32 number)
    {
        if (number >= m_bits.size())
            m_bits.resize(std::max(size_t{number} + 1, 2 * m_bits.size()));
        m_bits[number] = true;
    }
    bool contains(quint32 number) const { return number < m_bits.size() && m_bits[number]; }

private:
    std::vector<bool> m_bits;
};

} // namespace headway
