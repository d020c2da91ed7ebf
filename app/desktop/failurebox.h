#pragma once

#include <QMessageBox>

namespace headway {

/// Says why Headway could not start, and ends the program with @p exitCode when that is read.
class FailureBox : public QMessageBox
{
    Q_OBJECT

public:
    FailureBox(const QString &sentence, int exitCode);

    /// Whether there is a screen on which it could be read, and closed.
    static bool canBeRead();
};

} // namespace headway
