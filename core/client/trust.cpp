#include "core/client/trust.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace headway {

using namespace Qt::StringLiterals;

Result<void> trustCertificates(const QString &file)
{
    QFile pem(file);
    if (!pem.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::InvalidArgument,
                     u"%1 cannot be read: %2."_s.arg(file, pem.errorString())};
    }
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&pem, QSsl::Pem);
    if (certificates.isEmpty())
        return Error{ErrorCode::InvalidArgument, u"%1 holds no certificate in PEM."_s.arg(file)};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + certificates);
    QSslConfiguration::setDefaultConfiguration(tls);
    return {};
}

} // namespace headway
