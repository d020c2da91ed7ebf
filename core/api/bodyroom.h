#pragma once

#include <QHash>
#include <QString>

namespace headway {

/// The memory that the bodies of requests share. Whoever wants some gets it while they would have
/// no more than is left then: alone half of it, N at once each one part of N + 1; so that there is
/// always as much for a newcomer as the greediest has.
class BodyRoom
{
public:
    explicit BodyRoom(qint64 bytes);

    /// @return whether @p holder has got @p bytes more; always when nobody has any
    bool take(const QString &holder, qint64 bytes);
    /// What take() gave before.
    void giveBack(const QString &holder, qint64 bytes);

private:
    const qint64 m_bytes;
    qint64 m_taken = 0;
    QHash<QString, qint64> m_held; ///< by holder; above 0
};

} // namespace headway
