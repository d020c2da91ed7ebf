#include "ui/widgets/taskheader.h"

#include "ui/delegates/statuslook.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/progressline.h"

#include <QGridLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int headerIconSide = 28;

QString stateOf(const Task &task, const QDateTime &now)
{
    QStringList parts{statusWord(task)};
    parts += quietWords(task, now);
    if (isProcessing(task.status))
        parts += progressWords(task);
    if (const QString spent = elapsedWords(task, now); !spent.isEmpty())
        parts += (isEnded(task.status) ? TaskHeader::tr("after %1") : TaskHeader::tr("for %1"))
                     .arg(spent);
    if (const QString left = remainingWords(task, now); !left.isEmpty())
        parts += TaskHeader::tr("%1 left").arg(left);
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

} // namespace

TaskHeader::TaskHeader(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(headerIconSide, this))
    , m_name(new ElidedLabel(this))
    , m_state(new ElidedLabel(this))
    , m_progress(new ProgressLine(this))
    , m_message(new ElidedLabel(this))
{
    QFont large = m_name->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_name->setFont(large);
    m_message->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(12, 12, 12, 8);
    layout->setHorizontalSpacing(10);
    layout->setVerticalSpacing(4);
    layout->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignTop);
    layout->addWidget(m_name, 0, 1);
    layout->addWidget(m_state, 1, 1);
    layout->addWidget(m_progress, 2, 0, 1, 2);
    layout->addWidget(m_message, 3, 0, 1, 2);
    layout->setColumnStretch(1, 1);
}

void TaskHeader::setTask(const Task &task, const QDateTime &now)
{
    const QColor colour = statusColour(task.status, task.stalled, palette());
    m_icon->setIcon(statusIconName(task.status, task.stalled), colour);
    m_name->setText(task.name);
    m_state->setText(stateOf(task, now));
    const std::optional<double> fraction = shownFraction(task);
    m_progress->setVisible(isProcessing(task.status));
    m_progress->setProgress(fraction, task.status);
    m_message->setText(headlineOf(task));
    const bool isOnTheCard = task.status == TaskStatus::Failed || task.status == TaskStatus::Lost;
    m_message->setVisible(!m_message->text().isEmpty() && !isOnTheCard);
}

} // namespace headway
