#include "ui/window/expectedowner.h"

#include <QSettings>

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

ExpectedOwner::ExpectedOwner(QSettings &settings, const QString &service)
    : m_settings(settings)
    , m_key(u"owners/"_s + service)
{
}

QString ExpectedOwner::expect()
{
    m_email = m_settings.value(m_key).toString();
    return *m_email;
}

std::optional<QString> ExpectedOwner::take()
{
    return std::exchange(m_email, std::nullopt);
}

void ExpectedOwner::keep(const QString &email)
{
    m_settings.setValue(m_key, email);
}

} // namespace headway
