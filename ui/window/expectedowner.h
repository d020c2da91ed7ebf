#pragma once

#include <QString>

#include <optional>

class QSettings;

namespace headway {

/// Whose tasks the window will show once its service has started: the owner's, as whom it went on
/// by itself the last time. That is kept for each service, for all of a user's share the settings.
class ExpectedOwner
{
public:
    /// @p settings is borrowed. @p service is ServicePlace::key.
    ExpectedOwner(QSettings &settings, const QString &service);

    /// From now on, until take(). @return their email; empty when it was never known
    QString expect();
    bool isExpected() const { return m_email.has_value(); }
    /// Nobody is expected any more. @return who was; nullopt: nobody
    std::optional<QString> take();
    /// For the next time.
    void keep(const QString &email);

private:
    QSettings &m_settings;
    QString m_key;
    std::optional<QString> m_email;
};

} // namespace headway
