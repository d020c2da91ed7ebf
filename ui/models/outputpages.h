#pragma once

#include "core/session/tasksession.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <optional>

namespace headway {

/// What one task has written, read in pages as they are wanted: of any length, only a few are held.
class OutputPages : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 pageBytes = 64 * 1024;

    explicit OutputPages(QObject *parent = nullptr);
    ~OutputPages() override;

    /// Forgets the task before. A null session or id: there is no output.
    void setTask(const TaskSessionPtr &session, TaskId task);
    const TaskSessionPtr &session() const { return m_session; }
    TaskId task() const { return m_task; }

    /// Of all output, in bytes, as far as is known.
    qint64 size() const { return m_size; }
    /// Whether there was nothing when it was asked last.
    bool isEmpty() const { return m_isSizeKnown && m_size == 0; }
    /// Page @p number of the output as it was when it was @p size bytes long, or more of it;
    /// nullopt while it is not there, and arrived() tells when it is.
    std::optional<QByteArrayView> page(qint64 number, qint64 size);

Q_SIGNALS:
    /// There is another task; nothing is known of its output yet.
    void restarted();
    /// A page that was wanted is there.
    void arrived();
    void grew();
    /// There is nothing, as isEmpty() says.
    void foundEmpty();

private:
    struct Page
    {
        QByteArray bytes;
        quint64 usedAt = 0; ///< of m_uses
    };

    void askSize();
    void request(qint64 number);
    void take(qint64 number, const TaskOutput &piece);
    void noteSize(qint64 size);
    void forgetSome();

    TaskSessionPtr m_session;
    TaskId m_task;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to the task
    QHash<qint64, Page> m_pages;
    QSet<qint64> m_asked; ///< under way, or refused until the service is back
    quint64 m_uses = 0;
    qint64 m_size = 0;
    bool m_isSizeKnown = false;
};

} // namespace headway
