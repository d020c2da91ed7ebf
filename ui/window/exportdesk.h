#pragma once

#include "ui/window/taskbatch.h"

#include <functional>

namespace headway {

class TaskExport;

/// Asks where tasks are to be written to, and has them written there.
class ExportDesk : public QObject
{
    Q_OBJECT

public:
    /// @p window is the parent of what has to be asked.
    explicit ExportDesk(QWidget *window);

    void exportTasks(const TaskSessionPtr &session, const ManyTasks &tasks);
    /// All that @p query finds, as it is then.
    void exportFound(const TaskSessionPtr &session, const TaskQuery &query);

Q_SIGNALS:
    /// It has been done. @p sentence is plain.
    void done(const QString &sentence);
    void failed(const QString &sentence);

private:
    void ask(const std::function<void(TaskExport &)> &write);
    void start(const QString &fileName, bool asJson,
               const std::function<void(TaskExport &)> &write);

    QWidget *m_window;
};

} // namespace headway
