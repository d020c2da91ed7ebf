#include "core/api/eviction.h"

#include <QHash>

#include <tuple>

namespace headway {

std::optional<qsizetype> placeToGiveUp(const QList<Place> &places)
{
    QHash<QString, qsizetype> held;
    for (const Place &place : places)
        ++held[place.holder];
    const auto rank = [&held](const Place &place) {
        return std::tuple(held.value(place.holder), -static_cast<int>(place.use), place.age);
    };
    std::optional<qsizetype> found;
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (!found || rank(places.at(i)) > rank(places.at(*found)))
            found = i;
    }
    return found && places.at(*found).use != Place::Use::Fresh ? found : std::nullopt;
}

} // namespace headway
