#pragma once

#include <QString>

namespace headway {

/// A search that has been given a name.
struct SavedSearch
{
    QString name;
    QString text; ///< in the language of core/model/queryparser.h

    friend bool operator==(const SavedSearch &, const SavedSearch &) = default;
};

} // namespace headway
