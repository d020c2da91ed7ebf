#pragma once

#include <QString>

namespace headway {

/// Small files beside a database that tell how it was left, so that not every start has to read
/// the whole of it. That one cannot be written costs a check and nothing else.
class StopMark
{
public:
    explicit StopMark(QString databaseFile);

    /// Whether it was closed in order and nobody has written to it since.
    bool isClosedWell() const;
    /// Whether there was a database at the last stop, whatever has become of it.
    bool knowsOfOne() const;
    /// Whether something was seen that speaks of damage.
    bool isSuspect() const;

    void setOpen() const;
    /// When the last connection has been closed.
    void setClosed() const;
    void setSuspect() const;
    /// Forgets everything.
    void clear() const;

private:
    QString closedFile() const;
    QString suspectFile() const;
    QByteArray state() const;

    QString m_databaseFile;
};

} // namespace headway
