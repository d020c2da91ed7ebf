#include "ui/widgets/statetimeline.h"

#include "ui/delegates/icons.h"
#include "ui/delegates/statuslook.h"
#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"

#include <QPainter>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int momentIconSide = 16;
constexpr int momentMargin = 12;
constexpr int momentGap = 10;
constexpr qsizetype shownAtMost = 8;

} // namespace

StateTimeline::StateTimeline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void StateTimeline::setMoments(const QList<TaskMoment> &moments, const QDateTime &now)
{
    const qsizetype before = m_moments.size();
    m_moments = moments;
    if (m_moments.size() > shownAtMost)
        m_moments.remove(1, m_moments.size() - shownAtMost);
    m_now = now;
    QStringList words;
    for (const TaskMoment &moment : std::as_const(m_moments))
        words += momentWords(moment, now);
    setAccessibleName(tr("The states of the task: %1").arg(words.join(u"; "_s)));
    if (before != m_moments.size())
        updateGeometry();
    update();
}

QSize StateTimeline::sizeHint() const
{
    return {20 * fontMetrics().averageCharWidth(),
            static_cast<int>(m_moments.size()) * rowHeight() + momentMargin};
}

QSize StateTimeline::minimumSizeHint() const
{
    return sizeHint();
}

int StateTimeline::rowHeight() const
{
    return qMax(momentIconSide, fontMetrics().height()) + momentGap;
}

void StateTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (qsizetype i = 0; i < m_moments.size(); ++i)
        paintRow(painter, i);
}

void StateTimeline::paintRow(QPainter &painter, qsizetype index) const
{
    const TaskMoment &moment = m_moments.at(index);
    const int top = momentMargin / 2 + static_cast<int>(index) * rowHeight();
    const QColor colour = statusColour(moment.status, moment.stalled, palette());
    const QPixmap icon = tintedPixmap(statusIconName(moment.status, moment.stalled), colour,
                                      momentIconSide, devicePixelRatioF());
    const int iconTop = top + (rowHeight() - momentIconSide) / 2;
    painter.drawPixmap(momentMargin, iconTop, icon);
    if (index + 1 < m_moments.size()) {
        painter.setPen(palette().color(QPalette::Mid));
        const int x = momentMargin + momentIconSide / 2;
        painter.drawLine(x, iconTop + momentIconSide + 2, x, iconTop + rowHeight() - 3);
    }
    const QFontMetrics metrics = fontMetrics();
    const int timeWidth = metrics.horizontalAdvance(u"00:00:00"_s) + 2 * momentGap;
    const int wordWidth = width() / 3;
    const QRect row(momentMargin + momentIconSide + momentGap, top,
                    width() - 2 * momentMargin - momentIconSide - momentGap, rowHeight());
    const auto draw = [&](int x, int wide, QPalette::ColorRole role, const QString &text) {
        painter.setPen(palette().color(role));
        painter.drawText(QRect(x, row.top(), wide, row.height()),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, wide));
    };
    const QString word = moment.stalled ? tr("Quiet") : statusWord(moment.status);
    draw(row.left(), wordWidth, QPalette::Text, word);
    const int timeLeft = row.left() + wordWidth;
    const QString since = shortInstant(moment.from, m_now);
    draw(timeLeft, qMax(timeWidth, metrics.horizontalAdvance(since)), QPalette::PlaceholderText,
         since);
    if (!moment.lasted)
        return;
    const int lastedLeft = timeLeft + qMax(timeWidth, metrics.horizontalAdvance(since) + momentGap);
    draw(lastedLeft, row.right() - lastedLeft, QPalette::PlaceholderText,
         durationWords(*moment.lasted));
}

} // namespace headway
