#pragma once

#include "core/model/task.h"

#include <QWidget>

class QLabel;

namespace headway {

class ElidedLabel;
class IconLabel;
class ProgressLine;

/// The head of the detail pane: what the task is called and how it is getting on.
class TaskHeader : public QWidget
{
    Q_OBJECT

public:
    explicit TaskHeader(QWidget *parent = nullptr);

    void setTask(const Task &task, const QDateTime &now);

private:
    IconLabel *m_icon;
    ElidedLabel *m_name;
    ElidedLabel *m_state;
    ProgressLine *m_progress;
    ElidedLabel *m_message;
};

} // namespace headway
