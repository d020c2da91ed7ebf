#include "ui/widgets/erroronce.h"

#include "ui/models/plaintext.h"
#include "ui/widgets/errorcard.h"
#include "ui/widgets/outputview.h"

#include <QEvent>

namespace headway {

ErrorOnce::ErrorOnce(ErrorCard &card, OutputView &output, QObject *parent)
    : QObject(parent)
    , m_card(card)
    , m_output(output)
{
    output.installEventFilter(this);
    connect(&output.pages(), &OutputPages::arrived, this, &ErrorOnce::checkSoon);
}

void ErrorOnce::setError(const QString &error)
{
    const QString lastLine = manyLines(error.trimmed()).section(u'\n', -1).trimmed();
    if (lastLine == m_lastLine)
        return;
    m_lastLine = lastLine;
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
    if (!m_lastLine.isEmpty())
        QMetaObject::invokeMethod(this, &ErrorOnce::check, Qt::QueuedConnection);
}

void ErrorOnce::check()
{
    m_isSeen = m_isSeen || m_output.visibleText().contains(m_lastLine);
    m_card.setTextShown(m_lastLine.isEmpty() || !m_isSeen || !m_output.isVisible());
}

} // namespace headway
