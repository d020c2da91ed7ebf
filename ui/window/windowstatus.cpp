#include "ui/window/windowstatus.h"

#include "ui/models/plaintext.h"
#include "ui/widgets/openingnote.h"
#include "ui/window/batchrunner.h"
#include "ui/window/statuscounts.h"

#include <QLabel>

namespace headway {

namespace {

constexpr int doneShown = 8000; // ms

} // namespace

WindowStatus::WindowStatus(BatchRunner &batches, QWidget *parent)
    : QStatusBar(parent)
    , m_opening(new OpeningNote(tr("Opening your tasks…"), this))
    , m_counts(new StatusCounts(this))
    , m_address(new QLabel(this))
{
    m_address->setTextFormat(Qt::PlainText);
    m_address->setContentsMargins(6, 2, 6, 2);
    m_address->setToolTip(tr("Programs report to Headway and ask it here"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addWidget(m_opening, 1);
    addWidget(m_counts, 1);
    addPermanentWidget(&batches);
    addPermanentWidget(m_address);
    setSizeGripEnabled(false);
}

void WindowStatus::setAddress(const QString &url)
{
    m_address->setText(oneLine(url, 100));
}

void WindowStatus::say(const QString &sentence)
{
    showMessage(sentence, doneShown);
}

} // namespace headway
