#include "ui/widgets/openingnote.h"

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr auto unnoticed = 300ms; // what is over sooner would only flash

} // namespace

OpeningNote::OpeningNote(const QString &text, QWidget *parent)
    : ElidedLabel(parent)
{
    setContentsMargins(6, 0, 6, 0);
    setText(text);
    hide();
    m_wait.setSingleShot(true);
    m_wait.setInterval(unnoticed);
    connect(&m_wait, &QTimer::timeout, this, &QWidget::show);
}

void OpeningNote::begin()
{
    m_wait.start();
}

void OpeningNote::end()
{
    m_wait.stop();
    hide();
}

} // namespace headway
