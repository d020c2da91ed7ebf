#pragma once

#include "core/session/tasksession.h"

#include <QHash>
#include <QTimer>

namespace headway {

/// What ran in the period in sight, kept up to date while somebody looks: asked for once, with as
/// much before and after it, and carried on from the session's changes.
class TimelineFeed : public QObject
{
    Q_OBJECT

public:
    explicit TimelineFeed(QObject *parent = nullptr);
    ~TimelineFeed() override;

    /// Null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    /// Whether somebody looks; nothing is asked and nothing followed otherwise.
    void setWatched(bool watched);
    void want(const Period &period);

    const QList<TaskSpan> &spans() const { return m_spans; }
    /// More ran than are told, in what is known.
    bool isCut() const { return m_isCut; }
    /// Whether what was wanted last is known.
    bool isLoaded() const;

Q_SIGNALS:
    /// Other spans, or whether they are all; a few times a second at most.
    void spansChanged();
    /// Once, however often it is tried again in vain.
    void failed(const headway::Error &error);

private:
    void forget();
    void follow();
    void ask();
    void hear(const Result<TaskSpans> &answer, const Period &period);
    void take(const TaskSpans &answer, const Period &period);
    void carryOn(const TaskChanges &changes);
    void put(const TaskSpan &span);
    void remove(TaskId id);
    void tellSoon();

    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    bool m_isWatched = false;
    bool m_isAsking = false;
    bool m_isStale = false; ///< what is being asked for may have missed changes
    bool m_hasFailed = false; ///< the last question has
    bool m_isCut = false;
    std::optional<Period> m_known;
    Period m_wanted;
    QList<TaskSpan> m_spans;
    QHash<TaskId, qsizetype> m_places; ///< in m_spans
    QList<TaskChanges> m_meanwhile; ///< what has changed since the question, while it is open
    QTimer m_rest; ///< runs while a change waits to be told
    QTimer m_retry; ///< runs after a failure, to the time of the next question
};

} // namespace headway
