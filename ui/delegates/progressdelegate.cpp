#include "ui/delegates/progressdelegate.h"

#include "ui/delegates/progressbar.h"
#include "ui/delegates/statuslook.h"

#include <QPainter>

namespace headway {

namespace {

constexpr int wordsGap = 8;
constexpr int shortestBar = 40;
constexpr float past = 0.5F;

/// Of "100 %". A letter's advance is looked up, a text's is laid out.
int widthOfPercent(const QFontMetrics &metrics)
{
    return 3 * metrics.horizontalAdvance(u'0') + metrics.horizontalAdvance(u' ')
        + metrics.horizontalAdvance(u'%');
}

} // namespace

ProgressDelegate::ProgressDelegate(int fractionRole, int statusRole, QObject *parent)
    : CellDelegate(parent)
    , m_fractionRole(fractionRole)
    , m_statusRole(statusRole)
{
}

void ProgressDelegate::paintContent(QPainter *painter, const QRect &area,
                                    const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const QVariant fraction = index.data(m_fractionRole);
    const auto status = index.data(m_statusRole).value<TaskStatus>();
    const QString words = index.data().toString();
    const bool isBusy = !fraction.isValid() && isProcessing(status);
    if (!fraction.isValid() && !isBusy)
        return;
    // All percentages end at one edge, so that the bars line up and can be compared.
    constexpr int rounding = 2;
    const int percentWidth = widthOfPercent(option.fontMetrics) + rounding;
    const int wordsWidth =
        isBusy ? option.fontMetrics.horizontalAdvance(words) + rounding : percentWidth;
    const int barWidth =
        qMax(shortestBar, area.width() - wordsGap - qMax(percentWidth, wordsWidth));
    const bool selected = option.state & QStyle::State_Selected;
    QColor colour = selected ? textColour(option) : statusColour(status, false, option.palette);
    if (isEnded(status))
        colour.setAlphaF(past); // what still moves catches the eye
    const ProgressColours colours = progressColours(colour);
    const QRect bar = progressBarRect(QRect(area.left(), area.top(), barWidth, area.height()),
                                      option.fontMetrics.height());
    paintProgressBar(painter, bar,
                     isBusy ? std::nullopt : std::optional<double>(fraction.toDouble()), colours);
    drawText(painter, area.adjusted(barWidth + wordsGap, 0, 0, 0), Qt::AlignRight, words, option);
}

int ProgressDelegate::extraWidth(const QStyleOptionViewItem &) const
{
    return shortestBar + wordsGap;
}

} // namespace headway
