#include "core/runner/outputwatch.h"

#include "core/model/limits.h"

namespace headway {

using namespace std::chrono_literals;

OutputWatch::OutputWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(200ms);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_hasNews)
            return;
        look();
        m_timer.start();
    });
}

void OutputWatch::append(const QByteArray &bytes, CommandStream stream)
{
    m_record.append(bytes);
    (stream == CommandStream::Errors ? m_errors : m_output).append(bytes);
    m_hasNews = true;
    if (!m_timer.isActive())
        m_timer.start();
}

void OutputWatch::flush()
{
    m_timer.stop();
    if (m_hasNews)
        look();
}

QString OutputWatch::lastWords()
{
    const QStringList errors = m_errors.lastLines();
    const QStringList lines =
        errors.isEmpty() ? m_record.lastLines() : m_output.lastLines() + errors;
    return lines.join(u'\n').right(limits::errorLength);
}

void OutputWatch::look()
{
    m_hasNews = false;
    bool moved = false;
    const QStringList lines = m_record.changedLines();
    for (const QString &line : lines)
        moved = m_follower.follow(line) || moved;
    const QString line = m_record.lastLine().trimmed().left(limits::progressLength);
    if (!moved && line == m_told)
        return;
    m_told = line;
    TaskUpdate update;
    update.progress = line;
    if (const auto &progress = m_follower.progress()) {
        update.fraction = progress->fraction;
        update.current = progress->current;
        update.total = progress->total;
    }
    Q_EMIT progressed(update);
}

} // namespace headway
