#pragma once

#include <QObject>

class QProcess;

namespace headway {

/// Runs a command by itself, with no shell, and tells when it fails. The command goes on when this
/// dies; nobody reads what it writes.
class FollowUp : public QObject
{
    Q_OBJECT

public:
    explicit FollowUp(QObject *parent = nullptr);

    /// The words of @p command are those of shellWords(); it runs in the user's home directory.
    void run(const QString &command);

Q_SIGNALS:
    /// @p why is a sentence.
    void failed(const QString &why);

private:
    void follow(QProcess *process);
};

} // namespace headway
