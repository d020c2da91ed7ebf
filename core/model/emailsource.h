#pragma once

#include <QString>

#include <functional>

namespace headway {

/// An email address that is found out when it is wanted, and not before: that may take a while.
class EmailSource
{
public:
    EmailSource(const QString &email = {})
        : m_find([email] { return email; })
    {
    }
    explicit EmailSource(std::function<QString()> find)
        : m_find(std::move(find))
    {
    }

    QString email() const { return m_find(); }

private:
    std::function<QString()> m_find;
};

} // namespace headway
