#include "core/client/apistream.h"

#include "core/client/apianswer.h"

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pieceBytes = 256 * 1024; ///< that Qt keeps for us, or somewhat less
constexpr qint64 longestError = 16 * 1024; ///< bytes that are waited for

} // namespace

ApiStream::ApiStream(QNetworkReply *reply)
    : m_reply(reply)
{
    m_reply->setReadBufferSize(pieceBytes);
    connect(m_reply, &QNetworkReply::readyRead, this, &ApiStream::read);
    connect(m_reply, &QNetworkReply::finished, this, &ApiStream::finish);
}

ApiStream::~ApiStream()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

bool ApiStream::isStream() const
{
    const QByteArray type = m_reply->rawHeader("Content-Type").split(';').constFirst().trimmed();
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200
        && type.compare("text/event-stream", Qt::CaseInsensitive) == 0;
}

void ApiStream::read()
{
    if (m_reply && isStream())
        Q_EMIT came(m_reply->readAll());
    else if (m_reply && m_reply->bytesAvailable() >= longestError)
        finish();
}

void ApiStream::finish()
{
    if (m_reply && isStream() && m_reply->bytesAvailable() > 0)
        read(); // after which nobody may want more
    if (!m_reply)
        return;
    const Result<ApiAnswer> answer = answerOf(*m_reply);
    if (!answer)
        return breakOff(answer.error());
    breakOff({ErrorCode::Unreachable,
              isStream()
                  ? u"The service at %1 ended the stream."_s.arg(m_reply->url().authority())
                  : u"The service at %1 has no event stream."_s.arg(m_reply->url().authority())});
}

void ApiStream::breakOff(const Error &why)
{
    const QPointer<QNetworkReply> reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
    Q_EMIT brokeOff(why);
}

} // namespace headway
