#include "ui/desktop/taskmarks.h"

#include "core/model/account.h"

#include <QStringList>

namespace headway {

TaskMarks::TaskMarks(QSettings &settings, const char *key)
    : m_view(settings)
    , m_key(key)
{
}

QString TaskMarks::boundSentence()
{
    return tr("This holds for all the tasks it was chosen for. When Headway is started again, it "
              "still knows the latest %1 of them.")
        .arg(keptAtMost);
}

void TaskMarks::setAccount(const QString &email)
{
    m_others.insert(m_account, m_ids);
    m_account = emailKey(email);
    m_view.setAccount(email);
    m_ids = m_others.contains(m_account) ? m_others.take(m_account) : kept();
    m_known = QSet<TaskId>(m_ids.cbegin(), m_ids.cend());
}

QList<TaskId> TaskMarks::kept() const
{
    QList<TaskId> ids;
    if (!m_view.hasAccount())
        return ids;
    for (const QString &text : m_view.value(m_key).toStringList().mid(0, keptAtMost)) {
        if (const std::optional<TaskId> id = TaskId::fromString(text))
            ids += *id;
    }
    return ids;
}

/// Written once, however many they are.
bool TaskMarks::set(const QList<TaskId> &ids, bool isMarked)
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
        return false;
    if (!isMarked)
        m_ids.removeIf([&changed](TaskId id) { return changed.contains(id); });
    m_known = QSet<TaskId>(m_ids.cbegin(), m_ids.cend());
    keep();
    return isMarked && m_ids.size() > keptAtMost;
}

void TaskMarks::keep()
{
    QStringList texts;
    for (const TaskId each : m_ids.last(qMin(m_ids.size(), keptAtMost)))
        texts += each.toString();
    m_view.setValue(m_key, texts);
}

} // namespace headway
