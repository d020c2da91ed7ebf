#pragma once

#include <QProxyStyle>

class QStyleOptionSlider;

namespace headway {

/// The application's style, for scroll bars that often move: what it has painted of them, in small
/// pieces, is kept.
/// Qt has other threads paint whatever makes more than 95 runs of pixels that shine through, in
/// pieces, and waits for each of them: on a busy machine for its turn on a processor.
class KeptBarStyle : public QProxyStyle
{
    Q_OBJECT

public:
    KeptBarStyle();

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;
};

} // namespace headway
