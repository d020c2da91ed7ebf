#include "ui/desktop/taskmarks.h"

#include <QStringList>

namespace headway {

TaskMarks::TaskMarks(QSettings &settings, const char *key)
    : m_view(settings)
    , m_key(key)
{
}

QString TaskMarks::boundSentence()
{
    return tr("This holds for all the selected tasks. When Headway is started again, it still "
              "knows %1 of them.")
        .arg(keptAtMost);
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

/// Written once, however many they are.
void TaskMarks::set(const QList<TaskId> &ids, bool isMarked)
{
    QSet<TaskId> changed;
    for (const TaskId id : ids) {
        if (contains(id) == isMarked || changed.contains(id))
            continue;
        changed.insert(id);
        if (isMarked)
            m_ids += id;
    }
    if (changed.isEmpty())
        return;
    if (!isMarked)
        m_ids.removeIf([&changed](TaskId id) { return changed.contains(id); });
    m_known = QSet<TaskId>(m_ids.cbegin(), m_ids.cend());
    keep();
}

void TaskMarks::keep()
{
    QStringList texts;
    for (const TaskId each : m_ids.last(qMin(m_ids.size(), keptAtMost)))
        texts += each.toString();
    m_view.setValue(m_key, texts);
}

} // namespace headway
