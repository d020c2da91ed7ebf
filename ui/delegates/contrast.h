#pragma once

class QColor;

namespace headway {

/// [0, 1]. Source: WCAG 2.2, relative luminance
double luminance(const QColor &colour);

/// How far one colour stands out from another: from 1, not at all, to 21, black and white.
/// Source: WCAG 2.2, contrast ratio
double contrast(const QColor &a, const QColor &b);

} // namespace headway
