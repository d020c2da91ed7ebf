#include "ui/widgets/erroronce.h"

#include "ui/models/plaintext.h"
#include "ui/widgets/errorcard.h"
#include "ui/widgets/outputview.h"

#include <QEvent>

#include <algorithm>

namespace headway {

namespace {

constexpr qsizetype linesSeen = 8; // more would have to fit into the pane at once

/// Without what only sets them apart.
QStringList rowsOf(const QString &text)
{
    QStringList rows;
    for (const QString &line : manyLines(text).split(u'\n')) {
        const QString row = line.trimmed();
        if (!row.isEmpty())
            rows += row;
    }
    return rows;
}

QStringList lastOf(const QStringList &rows)
{
    return rows.last(std::min(rows.size(), linesSeen));
}

} // namespace

ErrorOnce::ErrorOnce(ErrorCard &card, OutputView &output, QObject *parent)
    : QObject(parent)
    , m_card(card)
    , m_output(output)
{
    output.installEventFilter(this);
    connect(&output.pages(), &OutputPages::arrived, this, &ErrorOnce::checkSoon);
}

void ErrorOnce::setError(TaskId task, const QString &error)
{
    const QStringList lines = lastOf(rowsOf(error));
    if (task == m_task && lines == m_lines)
        return;
    m_task = task;
    m_lines = lines;
    m_isSeen = false;
    m_card.setTextShown(true);
    checkSoon();
}

bool ErrorOnce::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        checkSoon();
    return QObject::eventFilter(watched, event);
}

/// After what has arrived is in sight.
void ErrorOnce::checkSoon()
{
    if (!m_lines.isEmpty())
        QMetaObject::invokeMethod(this, &ErrorOnce::check, Qt::QueuedConnection);
}

void ErrorOnce::check()
{
    m_isSeen = m_isSeen || isInSight();
    m_card.setTextShown(m_lines.isEmpty() || !m_isSeen || !m_output.isVisible());
}

/// All of it and in one piece: a last line alone may be no more than a brace.
bool ErrorOnce::isInSight() const
{
    const QStringList rows = rowsOf(m_output.visibleText());
    return std::search(rows.begin(), rows.end(), m_lines.begin(), m_lines.end()) != rows.end();
}

} // namespace headway
