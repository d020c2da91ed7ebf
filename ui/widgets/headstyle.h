#pragma once

#include <QProxyStyle>

class QStyleOptionHeader;

namespace headway {

/// Lets the heads of a list begin where the cells below them begin, and keeps their sort arrow as
/// small as it need be: the style's own takes as much room as a short word. One head can be marked.
/// In high contrast their lines have the colour of the text.
class HeadStyle : public QProxyStyle
{
    Q_OBJECT

public:
    HeadStyle();

    /// -1: none. Is seen when the heads are painted next.
    void setMarked(int section) { m_marked = section; }

    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;

private:
    void drawSectionMarks(const QStyleOptionHeader &header, QPainter *painter) const;
    void drawWithArrow(const QStyleOptionHeader &header, QPainter *painter,
                       const QWidget *widget) const;

    int m_marked = -1;
};

} // namespace headway
