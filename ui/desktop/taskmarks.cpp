#include "ui/desktop/taskmarks.h"

#include <QStringList>

namespace headway {

namespace {

constexpr qsizetype keptAtMost = 500;

} // namespace

TaskMarks::TaskMarks(QSettings &settings, const char *key)
    : m_view(settings)
    , m_key(key)
{
}

void TaskMarks::setAccount(const QString &email)
{
    m_view.setAccount(email);
    m_ids.clear();
    m_known.clear();
    if (!m_view.hasAccount())
        return;
    for (const QString &text : m_view.value(m_key).toStringList().mid(0, keptAtMost)) {
        if (const std::optional<TaskId> id = TaskId::fromString(text))
            m_ids += *id;
    }
    m_known = QSet<TaskId>(m_ids.cbegin(), m_ids.cend());
}

void TaskMarks::set(TaskId id, bool isMarked)
{
    if (contains(id) == isMarked)
        return;
    m_ids.removeOne(id);
    if (isMarked)
        m_ids += id;
    m_ids = m_ids.last(qMin(m_ids.size(), keptAtMost));
    m_known = QSet<TaskId>(m_ids.cbegin(), m_ids.cend());
    QStringList texts;
    for (const TaskId each : std::as_const(m_ids))
        texts += each.toString();
    m_view.setValue(m_key, texts);
}

} // namespace headway
