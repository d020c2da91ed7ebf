#include "ui/widgets/outputspeech.h"

#include "ui/widgets/outputview.h"

namespace headway {

namespace {

QAccessibleInterface *makeSpeech(const QString &, QObject *object)
{
    auto *view = qobject_cast<OutputView *>(object);
    return view ? new OutputSpeech(*view) : nullptr;
}

} // namespace

OutputSpeech::OutputSpeech(OutputView &view)
    : QAccessibleWidget(&view, QAccessible::Terminal)
    , m_view(view)
{
}

void OutputSpeech::install()
{
    QAccessible::installFactory(makeSpeech);
}

QString OutputSpeech::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Value ? m_view.visibleText() : QAccessibleWidget::text(kind);
}

QAccessible::State OutputSpeech::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    return state;
}

} // namespace headway
