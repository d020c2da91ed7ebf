#include "ui/desktop/announcement.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"

#include <QCoreApplication>

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct AnnouncementWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::AnnouncementWords)
};

constexpr qsizetype namedAtMost = 3;
constexpr qsizetype titleLength = 80;
constexpr qsizetype bodyLineLength = 160;

QString titleOf(const Task &task, qsizetype length = titleLength)
{
    return AnnouncementWords::tr("%1: %2").arg(statusWord(task.status), oneLine(task.name, length));
}

/// Of any other task nobody knows how it was started.
bool canBeRetried(const Task &task)
{
    return wentWrong(task) && task.hasRunner;
}

} // namespace

bool wentWrong(const Task &task)
{
    return task.status == TaskStatus::Failed || task.status == TaskStatus::Lost;
}

Announcement announcementOf(const Task &task)
{
    const QString after = elapsedWords(task, task.completedAt);
    QStringList lines{oneLine(headlineOf(task), bodyLineLength),
                      after.isEmpty() ? QString() : AnnouncementWords::tr("After %1").arg(after)};
    lines.removeAll(QString());
    Announcement announcement;
    announcement.title = titleOf(task);
    announcement.body = lines.join(u'\n');
    announcement.isBad = wentWrong(task);
    announcement.task = task.id;
    announcement.number = task.row;
    announcement.offersRetry = canBeRetried(task);
    return announcement;
}

void Digest::add(const Task &task)
{
    const bool isBad = wentWrong(task);
    ++m_count;
    m_badCount += isBad ? 1 : 0;
    QList<Task> &few = isBad ? m_bad : m_good;
    if (few.size() < namedAtMost)
        few += task;
}

Announcement Digest::take()
{
    Q_ASSERT(!isEmpty());
    const Digest gathered = std::exchange(*this, {});
    if (gathered.m_count == 1)
        return announcementOf((gathered.m_bad + gathered.m_good).constFirst());
    return gathered.together();
}

Announcement Digest::together() const
{
    const QList<Task> named = (m_bad + m_good).mid(0, namedAtMost);
    QStringList lines;
    for (const Task &task : named)
        lines += titleOf(task, titleLength / 2);
    const qsizetype others = m_count - named.size();
    if (others > 0)
        lines += AnnouncementWords::tr("and %n more", nullptr, static_cast<int>(others));
    Announcement announcement;
    announcement.title =
        AnnouncementWords::tr("%n tasks have ended", nullptr, static_cast<int>(m_count));
    if (m_badCount > 0) {
        announcement.title =
            AnnouncementWords::tr("%1, %2 went wrong").arg(announcement.title).arg(m_badCount);
    }
    announcement.body = lines.join(u'\n');
    announcement.isBad = m_badCount > 0;
    announcement.number = named.constFirst().row;
    return announcement;
}

} // namespace headway
