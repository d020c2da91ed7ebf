#include "ui/widgets/headstyle.h"

#include "ui/delegates/celldelegate.h"
#include "ui/delegates/statuslook.h"

#include <QPainter>
#include <QStyleOptionHeader>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int arrowSide = 8;
constexpr int arrowRoom = arrowSide + 6;
constexpr int markHeight = 2;

bool hasArrow(const QStyleOption *option)
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    return header && header->sortIndicator != QStyleOptionHeader::None;
}

} // namespace

// Named, because a proxy style would else stand on the desktop's and not on the application's.
HeadStyle::HeadStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

int HeadStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                           const QWidget *widget) const
{
    return metric == PM_HeaderMargin ? CellDelegate::sideMargin
                                     : QProxyStyle::pixelMetric(metric, option, widget);
}

QSize HeadStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (type != CT_HeaderSection || !hasArrow(option))
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    QStyleOptionHeader plain = *header;
    plain.sortIndicator = QStyleOptionHeader::None;
    QSize wanted = QProxyStyle::sizeFromContents(type, &plain, size, widget);
    wanted.rwidth() += arrowRoom;
    return wanted;
}

void HeadStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (element == CE_Header && header && hasArrow(option))
        return drawWithArrow(*header, painter, widget);
    QProxyStyle::drawControl(element, option, painter, widget);
    if (element == CE_HeaderSection && header)
        drawSectionMarks(*header, painter);
}

void HeadStyle::drawSectionMarks(const QStyleOptionHeader &header, QPainter *painter) const
{
    const QRect &rect = header.rect;
    if (isHighContrast(header.palette)) {
        painter->fillRect(rect.right(), rect.top(), 1, rect.height(), header.palette.windowText());
        painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, header.palette.windowText());
    }
    if (header.section == m_marked)
        painter->fillRect(rect.adjusted(0, rect.height() - markHeight, 0, 0),
                          header.palette.highlight());
}

void HeadStyle::drawWithArrow(const QStyleOptionHeader &header, QPainter *painter,
                              const QWidget *widget) const
{
    const int margin = CellDelegate::sideMargin;
    const QRect inner = header.rect.adjusted(margin, 0, -margin, 0);
    QStyleOptionHeader part = header;
    drawControl(CE_HeaderSection, &part, painter, widget);
    part.rect = inner.adjusted(0, 0, -arrowRoom, 0);
    drawControl(CE_HeaderLabel, &part, painter, widget);
    part.rect = {inner.right() + 1 - arrowSide, inner.center().y() - arrowSide / 2, arrowSide,
                 arrowSide};
    drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
}

} // namespace headway
