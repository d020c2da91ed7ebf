#pragma once

#include "core/session/tasksession.h"
#include "ui/widgets/outputpattern.h"

#include <memory>

namespace headway {

class Worker;

/// Reads a stretch of an output as the text that is shown, however much of it is in sight.
class OutputCopy : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 bytesAtMost = 16 * 1024 * 1024;

    explicit OutputCopy(QObject *parent = nullptr);
    ~OutputCopy() override;

    /// From @p from up to @p to, which comes after it. Ends the one before.
    void copy(const TaskSessionPtr &session, TaskId task, OutputPlace from, OutputPlace to);
    void stop();

Q_SIGNALS:
    /// @p isWhole: there was not more of it than can be copied.
    void copied(const QString &text, bool isWhole);
    /// The output could not be read: there is no text.
    void failed();

private:
    struct Stretch
    {
        TaskSessionPtr session;
        TaskId task;
        OutputPlace from;
        OutputPlace to;
        QString text;
    };

    void readBlock(qint64 number);
    void finish(bool isWhole);
    void fail();
    void leave();

    std::unique_ptr<Worker> m_worker; ///< from the first copy on
    std::unique_ptr<Stretch> m_stretch; ///< null: none is under way
    std::unique_ptr<QObject> m_link; ///< context of what belongs to it
};

} // namespace headway
