#pragma once

#include "core/base/setting.h"

#include <QSettings>
#include <QVariant>

namespace headway {

/// What @p settings have for @p setting, else its default.
template <typename T>
T stored(const QSettings &settings, const Setting<T> &setting)
{
    const QVariant value = settings.value(QLatin1StringView(setting.key));
    return value.isValid() && value.canConvert<T>() ? value.value<T>() : setting.fallback;
}

template <typename T>
void store(QSettings &settings, const Setting<T> &setting, const T &value)
{
    settings.setValue(QLatin1StringView(setting.key), QVariant::fromValue(value));
}

} // namespace headway
