#include "ui/widgets/progressline.h"

#include "ui/delegates/progressbar.h"
#include "ui/delegates/statuslook.h"

#include <QPainter>

namespace headway {

namespace {

constexpr int barHeight = 8;

} // namespace

ProgressLine::ProgressLine(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressLine::setProgress(std::optional<double> fraction, TaskStatus status)
{
    m_fraction = fraction;
    m_status = status;
    setAccessibleName(fraction ? tr("Progress %1 %").arg(static_cast<int>(*fraction * 100))
                               : tr("Under way"));
    update();
}

QSize ProgressLine::sizeHint() const
{
    return {100, barHeight};
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintProgressBar(&painter, rect(), m_fraction,
                     progressColours(statusColour(m_status, false, palette())));
}

} // namespace headway
