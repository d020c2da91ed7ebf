#include "ui/window/tasksearch.h"

#include "core/model/queryparser.h"

namespace headway {

using namespace Qt::StringLiterals;

TaskSearch::TaskSearch(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void TaskSearch::setGroup(const QString &text)
{
    m_group = text;
    refresh();
}

void TaskSearch::setText(const QString &text)
{
    m_text = text;
    refresh();
}

void TaskSearch::refresh()
{
    Q_EMIT changed(bothOf(read(m_group), read(m_text)), u"%1 %2"_s.arg(m_group, m_text).trimmed());
}

TaskQuery TaskSearch::read(const QString &text) const
{
    const auto read = queryFromText(text, m_clock.now().toLocalTime());
    const auto *query = std::get_if<TaskQuery>(&read);
    return query ? *query : TaskQuery();
}

} // namespace headway
