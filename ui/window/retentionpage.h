#pragma once

#include "core/session/retentiondesk.h"
#include "core/session/tasksession.h"
#include "ui/window/boundfield.h"
#include "ui/window/settingspage.h"

#include <memory>

class QFrame;
class QLabel;

namespace headway {

class DoomedTasks;
class ProblemLabel;

/// How long tasks that have ended are kept. A wider bound holds at once; a narrower one deletes, so
/// it is asked for once more, in the page itself.
class RetentionPage final : public SettingsPage
{
    Q_OBJECT

public:
    /// @p desk null: nobody is signed in. @p session is whoever is.
    RetentionPage(std::unique_ptr<RetentionDesk> desk, const TaskSessionPtr &session,
                  QWidget *parent = nullptr);

private:
    BoundField *add(const QString &label, const BoundField::Look &look, const QString &words);
    QWidget *makeQuestion();
    QWidget *makeProblem();
    void refresh();
    void show(const Retention &retention);
    void rebase(const Retention &retention);
    QList<BoundField *> fields() const;
    Retention wanted() const;
    void consider();
    void showQuestion();
    void showCount(qint64 about);
    void apply();
    void applyTo(const Retention &now, const Retention &agreed);
    void takeSet(const Retention &retention);
    void takeBack();
    void showProblem(const Error &error);

    const std::unique_ptr<RetentionDesk> m_desk;
    Retention m_kept; ///< as the service has it
    bool m_isApplying = false;
    BoundField *m_completed = nullptr;
    BoundField *m_failed = nullptr;
    BoundField *m_cancelled = nullptr;
    BoundField *m_lost = nullptr;
    BoundField *m_tasks = nullptr;
    BoundField *m_output = nullptr;
    QFrame *m_question = nullptr;
    QLabel *m_warning = nullptr; ///< of the question
    DoomedTasks *m_doomed = nullptr;
    ProblemLabel *m_problem = nullptr;
};

} // namespace headway
