#include "ui/window/viewstate.h"

#include "core/model/account.h"

#include <QUrl>

namespace headway {

using namespace Qt::StringLiterals;

void ViewState::setAccount(const QString &email)
{
    // A slash would begin another group, and the file knows no difference of case everywhere.
    m_account = QString::fromLatin1(QUrl::toPercentEncoding(emailKey(email)));
    m_isExpected = false;
}

void ViewState::expectAccount(const QString &email)
{
    setAccount(email);
    m_isExpected = true;
}

QVariant ViewState::value(const char *key) const
{
    const QVariant own = hasAccount() ? m_settings.value(keyOf(key)) : QVariant();
    return own.isValid() ? own : m_settings.value(QLatin1StringView(key));
}

void ViewState::setValue(const char *key, const QVariant &value)
{
    if (hasAccount() && !m_isExpected)
        m_settings.setValue(keyOf(key), value);
}

QString ViewState::keyOf(const char *key) const
{
    return u"accounts/%1/%2"_s.arg(m_account, QLatin1StringView(key));
}

} // namespace headway
