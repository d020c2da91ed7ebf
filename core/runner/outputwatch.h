#pragma once

#include "core/model/taskupdate.h"
#include "core/runner/command.h"
#include "core/runner/outputrecord.h"
#include "core/runner/progressrecogniser.h"

#include <QObject>
#include <QTimer>

namespace headway {

/// What a command's output says of its progress: at most five times a second, the last state
/// always.
class OutputWatch : public QObject
{
    Q_OBJECT

public:
    explicit OutputWatch(QObject *parent = nullptr);

    void append(const QByteArray &bytes, CommandStream stream = CommandStream::Output);
    /// Looks at what came since the last look now; for the command's end.
    void flush();
    /// The newest lines, for the error of a command that failed: of output, then of errors where
    /// they have a stream of their own, since in which order they came is not known.
    QString lastWords();

Q_SIGNALS:
    /// The newest line is another, or how far the work is.
    void progressed(const headway::TaskUpdate &update);

private:
    void look();

    OutputRecord m_record; ///< of both streams
    OutputRecord m_output;
    OutputRecord m_errors;
    ProgressFollower m_follower;
    QString m_told; ///< the line that was told last
    QTimer m_timer;
    bool m_hasNews = false;
};

} // namespace headway
