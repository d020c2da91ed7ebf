#pragma once

#include "core/session/tasksession.h"

#include <QStringList>

#include <memory>

namespace headway {

class TerminalText;

/// Follows what one task writes, as lines of plain text: its tail first, then what comes, in
/// pieces small enough to leave the event loop free. Of a flood it keeps to the end.
class OutputReader : public QObject
{
    Q_OBJECT

public:
    explicit OutputReader(QObject *parent = nullptr);
    ~OutputReader() override;

    /// Forgets the task before. A null session or id: follow nothing.
    void follow(const TaskSessionPtr &session, TaskId task);

Q_SIGNALS:
    /// What was shown is void. @p skippedBytes of the output lie before what comes now.
    void restarted(qint64 skippedBytes);
    /// @p finished change no more; @p open are the lines after them, instead of those open before.
    void linesChanged(const QStringList &finished, const QStringList &open);

private:
    void request();
    void take(const TaskOutput &piece);
    void restartAt(qint64 offset);
    void noteSize(qint64 size);

    TaskSessionPtr m_session;
    TaskId m_task;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to the task followed
    std::unique_ptr<TerminalText> m_terminal;
    qint64 m_offset = 0; ///< of the next byte to ask for
    qint64 m_size = 0; ///< of all output, as far as is known
    bool m_isAsking = false;
};

} // namespace headway
