#pragma once

#include "core/session/tasksession.h"
#include "ui/widgets/outputsearch.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace headway {

class OutputCopy;
class OutputView;

/// The output of one task, and what helps to find one's way in it: a search, the first error, its
/// end, a copy.
class OutputPane : public QWidget
{
    Q_OBJECT

public:
    explicit OutputPane(QWidget *parent = nullptr);

    OutputView *view() const { return m_view; }

    /// A null session or id: shows nothing.
    void setTask(const TaskSessionPtr &session, TaskId task);
    /// What was searched for is nothing for the next reader.
    void forgetSearch();
    /// Shows the output as it ended when it had @p bytes.
    void showMoment(qint64 bytes);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBar();
    void find(OutputSearch::Direction direction);
    void findFirstError();
    void search(const OutputPattern &pattern, std::optional<OutputPlace> from,
                OutputSearch::Direction direction);
    void showMatch(const OutputMatch &match);
    void copy();
    void say(const QString &text);

    OutputView *m_view;
    OutputSearch *m_search;
    OutputCopy *m_copy;
    QLineEdit *m_words;
    QToolButton *m_end;
    QLabel *m_message;
    QString m_notFound; ///< what is said where there is no match
};

} // namespace headway
