#pragma once

#include "core/model/taskupdate.h"
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

    void append(const QByteArray &bytes);
    /// Looks at what came since the last look now; for the command's end.
    void flush();
    /// The newest lines, for the error of a command that failed.
    QString lastWords();

Q_SIGNALS:
    /// The newest line is another, or how far the work is.
    void progressed(const headway::TaskUpdate &update);

private:
    void look();

    OutputRecord m_record;
    ProgressFollower m_follower;
    QString m_told; ///< the line that was told last
    QTimer m_timer;
    bool m_hasNews = false;
};

} // namespace headway
