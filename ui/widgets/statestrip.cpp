#include "ui/widgets/statestrip.h"

#include "ui/delegates/icons.h"
#include "ui/delegates/statuslook.h"
#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int stripMargin = 12;
constexpr int bodySide = 16;
constexpr int bodyGap = 5;
constexpr int underline = 3;
constexpr double thinnest = 3;
constexpr float bodyFaintness = 0.2F;

QString wordOf(const TaskMoment &moment)
{
    return moment.stalled ? StateStrip::tr("Quiet") : statusWord(moment.status);
}

double lengthOf(const TaskMoment &moment)
{
    return moment.lasted ? static_cast<double>(moment.lasted->count()) : 0;
}

double leastWidthOf(const TaskMoment &moment)
{
    return moment.lasted ? thinnest : bodySide + 2 * bodyGap;
}

/// With neighbours put together until they last for @p least, as the one of them that lasted
/// longest.
QList<TaskMoment> joined(const QList<TaskMoment> &moments, double least)
{
    QList<TaskMoment> together;
    double longest = 0; // of the parts of the last one
    for (const TaskMoment &moment : moments) {
        const bool isOwn = together.isEmpty() || !moment.lasted || !together.constLast().lasted
            || lengthOf(together.constLast()) >= least;
        if (isOwn) {
            together.append(moment);
            longest = lengthOf(moment);
            continue;
        }
        TaskMoment &last = together.last();
        if (lengthOf(moment) > longest) {
            longest = lengthOf(moment);
            last.status = moment.status;
            last.stalled = moment.stalled;
        }
        last.lasted = *last.lasted + *moment.lasted;
    }
    return together;
}

} // namespace

StateStrip::StateStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("The states of the task, side by side over its time"));
}

void StateStrip::setMoments(const QList<TaskMoment> &moments, const QDateTime &now)
{
    m_moments = moments;
    m_now = now;
    update();
}

QSize StateStrip::sizeHint() const
{
    return {20 * fontMetrics().averageCharWidth(),
            stripMargin + std::max(bodySide, fontMetrics().height()) + 2 * bodyGap + underline};
}

QSize StateStrip::minimumSizeHint() const
{
    return sizeHint();
}

/// All, if there is room for each of them.
QList<TaskMoment> StateStrip::shown() const
{
    const double room = width() - 2.0 * stripMargin - bodySide - 2 * bodyGap - thinnest;
    double whole = 0;
    double least = 0;
    for (const TaskMoment &moment : m_moments) {
        whole += lengthOf(moment);
        least += leastWidthOf(moment);
    }
    if (room <= 0 || least <= room)
        return m_moments;
    return joined(m_moments, std::max(1.0, 2 * thinnest * whole / room));
}

/// One that ends all the others has no length of its own, and room for its icon.
QList<QRectF> StateStrip::spansOf(const QList<TaskMoment> &moments) const
{
    const QRectF room = QRectF(rect()).adjusted(stripMargin, stripMargin, -stripMargin, 0);
    double whole = 0;
    double fixed = 0;
    for (const TaskMoment &moment : moments) {
        whole += lengthOf(moment);
        fixed += leastWidthOf(moment);
    }
    const double spare = std::max(0.0, room.width() - fixed);
    QList<QRectF> spans;
    double x = room.left();
    for (const TaskMoment &moment : moments) {
        double width = leastWidthOf(moment);
        if (whole > 0)
            width += spare * lengthOf(moment) / whole;
        spans.append({x, room.top(), width, room.height()});
        x += width;
    }
    return spans;
}

QList<QRectF> StateStrip::spans() const
{
    return spansOf(shown());
}

QString StateStrip::toolTipAt(const QPointF &position) const
{
    const QList<TaskMoment> moments = shown();
    const QList<QRectF> all = spansOf(moments);
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (!all.at(i).contains(position))
            continue;
        const TaskMoment &moment = moments.at(i);
        const QString since = tr("%1 since %2").arg(wordOf(moment), fullInstant(moment.from));
        return moment.lasted ? since + u'\n' + tr("for %1").arg(durationWords(*moment.lasted))
                             : since;
    }
    return {};
}

bool StateStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
    return true;
}

void StateStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QList<TaskMoment> moments = shown();
    const QList<QRectF> all = spansOf(moments);
    for (qsizetype i = 0; i < all.size(); ++i)
        paintSpan(painter, moments.at(i), all.at(i));
}

void StateStrip::paintSpan(QPainter &painter, const TaskMoment &moment, const QRectF &span) const
{
    const QColor colour = statusColour(moment.status, moment.stalled, palette());
    QColor ground = colour;
    ground.setAlphaF(bodyFaintness);
    const QRectF body = span.adjusted(0, 0, span.width() > 2 * thinnest ? -1 : 0, 0);
    painter.fillRect(body, ground);
    painter.fillRect(body.adjusted(0, body.height() - underline, 0, 0), colour);
    double x = body.left() + bodyGap;
    if (body.right() - x < bodySide)
        return;
    const double middle = body.top() + (body.height() - underline) / 2;
    painter.drawPixmap(QPointF(x, middle - bodySide / 2.0),
                       tintedPixmap(statusIconName(moment.status, moment.stalled), colour, bodySide,
                                    devicePixelRatioF()));
    x += bodySide + bodyGap;
    const QString word = wordOf(moment);
    if (body.right() - x < fontMetrics().horizontalAdvance(word) + bodyGap)
        return;
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRectF(x, body.top(), body.right() - x, body.height() - underline),
                     Qt::AlignVCenter | Qt::TextSingleLine, word);
}

} // namespace headway
