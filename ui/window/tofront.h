#pragma once

class QWidget;

namespace headway {

/// Shows @p window above all others, wherever it was: hidden, minimized or behind.
void bringToFront(QWidget &window);

} // namespace headway
