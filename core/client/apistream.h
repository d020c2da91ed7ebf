#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>

namespace headway {

/// An answer of a service that has no end of its own, while it is read. Ends the request with it.
class ApiStream final : public QObject
{
    Q_OBJECT

public:
    /// Takes over @p reply.
    explicit ApiStream(QNetworkReply *reply);
    ~ApiStream() override;

Q_SIGNALS:
    /// What has come of the body since the last time: no more than a bounded piece.
    void came(const QByteArray &bytes);
    /// Nothing more comes. Unreachable, also when the stream broke off or has been silent for as
    /// long as the request was patient; else what the service says is wrong. Once.
    void brokeOff(const headway::Error &why);

private:
    void read();
    void finish();
    void breakOff(const Error &why);
    bool isStream() const;

    QPointer<QNetworkReply> m_reply; ///< null when it has ended, or its client has
};

} // namespace headway
