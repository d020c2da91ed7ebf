#pragma once

#include "ui/window/storedsetting.h"

#include <QString>

namespace headway {

/// How one account likes its view: what is kept for it does not show in another's. An account that
/// has none yet begins with what was kept before there were several.
class ViewState
{
public:
    /// @p settings are borrowed and outlive this.
    explicit ViewState(QSettings &settings)
        : m_settings(settings)
    {
    }

    /// "" while nobody is signed in: nothing is kept then.
    void setAccount(const QString &email);
    /// As @p email likes it, who is about to be signed in: nothing is kept yet.
    void expectAccount(const QString &email);
    bool hasAccount() const { return !m_account.isEmpty(); }

    /// Invalid when nothing is kept.
    QVariant value(const char *key) const;
    void setValue(const char *key, const QVariant &value);

    template <typename T>
    T value(const Setting<T> &setting) const
    {
        const QVariant kept = value(setting.key);
        return kept.isValid() && kept.canConvert<T>() ? kept.value<T>() : setting.fallback;
    }

private:
    QString keyOf(const char *key) const;

    QSettings &m_settings;
    QString m_account; ///< as it stands in a key
    bool m_isExpected = false; ///< and not there yet
};

} // namespace headway
