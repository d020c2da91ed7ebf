#pragma once

#include "ui/window/commandstarter.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace headway {

class ProblemLabel;
class RunDesk;

/// Asks for a command, a directory and a name, and starts them as a task. Says beside the fields
/// what kept it from being started, and closes by itself once it has been.
class StartDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p desk is borrowed and outlives the dialog. @p recent can be chosen again, the newest
    /// first. @p first stands in the fields.
    StartDialog(RunDesk &desk, const QList<StartRequest> &recent, const StartRequest &first,
                QWidget *parent = nullptr);

Q_SIGNALS:
    void started(const headway::StartRequest &request, const headway::StartedRun &run);

private:
    void fill(const StartRequest &request);
    StartRequest request() const;
    void refresh();
    void chooseDirectory();
    void submit();
    void showProblem(const QString &problem);

    RunDesk &m_desk;
    const QList<StartRequest> m_recent;
    const std::optional<TaskId> m_retryOf;
    bool m_isWaiting = false;
    QComboBox *m_command;
    QLineEdit *m_directory;
    QLineEdit *m_name;
    ProblemLabel *m_problem;
    QPushButton *m_start;
};

} // namespace headway
