#include "ui/delegates/sparklinedelegate.h"

#include "ui/delegates/statuslook.h"

#include <QPainter>

#include <algorithm>

namespace headway {

namespace {

constexpr int lineGap = 6;
constexpr int barWidth = 2;
constexpr int shortest = 20; // fewer bars tell nothing
constexpr int inset = 4; // above and below
constexpr float quiet = 0.7F; // it is the number that is read

} // namespace

SparklineDelegate::SparklineDelegate(int trailRole, float least, QObject *parent)
    : CellDelegate(parent)
    , m_trailRole(trailRole)
    , m_least(least)
{
}

void SparklineDelegate::paintContent(QPainter *painter, const QRect &area,
                                     const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    const QString words = index.data().toString();
    drawText(painter, area, Qt::AlignRight, words, option);
    const auto trail = index.data(m_trailRole).value<QList<float>>();
    const int room = area.width() - option.fontMetrics.horizontalAdvance(words) - lineGap;
    if (trail.size() < 2 || room < shortest)
        return;
    const bool isSelected = option.state & QStyle::State_Selected;
    QColor colour = isSelected ? textColour(option)
                               : statusColour(TaskStatus::Processing, false, option.palette);
    colour.setAlphaF(colour.alphaF() * quiet);
    const qsizetype shown = std::min<qsizetype>(trail.size(), room / barWidth);
    const float most = std::max(m_least, *std::max_element(trail.cend() - shown, trail.cend()));
    const int height = area.height() - 2 * inset;
    for (qsizetype i = 0; i < shown; ++i) {
        const float part = most > 0 ? trail.at(trail.size() - shown + i) / most : 0;
        const int bar = std::max(1, static_cast<int>(part * static_cast<float>(height)));
        painter->fillRect(area.left() + static_cast<int>(i) * barWidth,
                          area.bottom() + 1 - inset - bar, barWidth, bar, colour);
    }
}

int SparklineDelegate::extraWidth(const QStyleOptionViewItem &) const
{
    return shortest + lineGap;
}

} // namespace headway
