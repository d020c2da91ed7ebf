#include "ui/widgets/undobar.h"

#include "ui/models/plaintext.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/textbutton.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto timeToUndo = 8s;
constexpr qsizetype textShown = 200;

} // namespace

UndoBar::UndoBar(QWidget *parent)
    : QFrame(parent)
    , m_label(new ElidedLabel(this))
    , m_undo(new QAction(tr("Und&o"), this))
{
    m_undo->setShortcut(QKeySequence::Undo);
    m_undo->setEnabled(false);
    auto *undoButton = makeTextButton({}, tr("Undo"), tr("Undo (Ctrl+Z)"), this);
    undoButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *dismiss = makeTextButton(u"close"_s, {}, tr("Dismiss: it cannot be undone then"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->addWidget(m_label, 1);
    layout->addWidget(undoButton);
    layout->addWidget(dismiss);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_time.setSingleShot(true);
    m_time.setInterval(timeToUndo);
    connect(undoButton, &QToolButton::clicked, this, &UndoBar::undo);
    connect(m_undo, &QAction::triggered, this, &UndoBar::undo);
    connect(dismiss, &QToolButton::clicked, this, &UndoBar::settle);
    connect(&m_time, &QTimer::timeout, this, &UndoBar::settle);
    hide();
}

void UndoBar::offer(const QString &text, std::function<void()> undo, std::function<void()> carryOut)
{
    settle();
    m_undoIt = std::move(undo);
    m_carryItOut = std::move(carryOut);
    m_label->setText(oneLine(text, textShown));
    setAccessibleName(m_label->text());
    m_undo->setEnabled(true);
    m_time.start();
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString UndoBar::text() const
{
    return m_label->text();
}

void UndoBar::settle()
{
    const std::function<void()> carryOut = std::exchange(m_carryItOut, {});
    close();
    if (carryOut)
        carryOut();
}

void UndoBar::undo()
{
    const std::function<void()> undoIt = std::exchange(m_undoIt, {});
    close();
    if (undoIt)
        undoIt();
}

void UndoBar::close()
{
    m_undoIt = {};
    m_carryItOut = {};
    m_time.stop();
    m_undo->setEnabled(false);
    hide();
}

} // namespace headway
