#include "ui/widgets/outputpane.h"

#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/outputcopy.h"
#include "ui/widgets/outputview.h"
#include "ui/widgets/textbutton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;
using Direction = OutputSearch::Direction;

namespace {

constexpr int longestSearch = 256;

QString unreadable()
{
    return OutputPane::tr("The output could not be read. Try again.");
}

QLineEdit *makeSearchLine(QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setPlaceholderText(OutputPane::tr("Find in the output"));
    line->setAccessibleName(OutputPane::tr("Find in the output"));
    line->setMaxLength(longestSearch);
    line->addAction(paletteIcon(u"search"_s), QLineEdit::LeadingPosition);
    return line;
}

} // namespace

OutputPane::OutputPane(QWidget *parent)
    : QWidget(parent)
    , m_view(new OutputView(this))
    , m_search(new OutputSearch(this))
    , m_copy(new OutputCopy(this))
    , m_words(makeSearchLine(this))
    , m_end(makeTextButton(u"end"_s, {}, tr("Go to the end of the output and follow it"), this))
    , m_message(new QLabel(this))
{
    m_message->setTextFormat(Qt::PlainText);
    m_message->setContentsMargins(6, 2, 6, 2);
    m_message->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_message);
    layout->addWidget(m_view, 1);
    m_words->installEventFilter(this);
    setFocusProxy(m_view);
    connect(m_view, &OutputView::findWanted, this, [this] {
        m_words->setFocus(Qt::ShortcutFocusReason);
        m_words->selectAll();
    });
    connect(m_view, &OutputView::findAgainWanted, this,
            [this](bool backwards) { find(backwards ? Direction::Previous : Direction::Next); });
    connect(m_view, &OutputView::copyWanted, this, [this](OutputPlace from, OutputPlace to) {
        m_copy->copy(m_view->pages().session(), m_view->pages().task(), from, to);
    });
    connect(m_view, &OutputView::followsEndChanged, m_end, &QToolButton::setChecked);
    connect(m_search, &OutputSearch::found, this, &OutputPane::showMatch);
    connect(m_search, &OutputSearch::notFound, this,
            [this](bool isWhole) { say(isWhole ? m_notFound : unreadable()); });
    connect(m_search, &OutputSearch::searched, this,
            [this](int percent) { say(tr("Searching… %1 %").arg(percent)); });
    connect(m_copy, &OutputCopy::copied, this, [this](const QString &text, bool isWhole) {
        QGuiApplication::clipboard()->setText(text);
        say(isWhole ? QString()
                    : tr("Not all of it was copied: %1 are the most at a time.")
                          .arg(QLocale().formattedDataSize(OutputCopy::bytesAtMost)));
    });
    connect(m_copy, &OutputCopy::failed, this, [this] { say(unreadable()); });
}

QWidget *OutputPane::makeBar()
{
    auto *bar = new QWidget(this);
    auto *previous = makeTextButton(u"up"_s, {}, tr("Find the one before (Shift+F3)"), bar);
    auto *next = makeTextButton(u"down"_s, {}, tr("Find the next one (F3)"), bar);
    auto *error = makeTextButton(u"failed"_s, {}, tr("Go to the first error in the output"), bar);
    auto *copy = makeTextButton(u"copy"_s, {},
                                tr("Copy what is selected of the output, else all of it"), bar);
    m_end->setCheckable(true);
    m_end->setChecked(true);
    connect(previous, &QToolButton::clicked, this, [this] { find(Direction::Previous); });
    connect(next, &QToolButton::clicked, this, [this] { find(Direction::Next); });
    connect(error, &QToolButton::clicked, this, &OutputPane::findFirstError);
    connect(copy, &QToolButton::clicked, this, &OutputPane::copy);
    connect(m_end, &QToolButton::clicked, this, [this] {
        m_view->scrollToEnd();
        m_end->setChecked(m_view->followsEnd());
    });
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(6, 4, 4, 4);
    layout->setSpacing(2);
    layout->addWidget(m_words, 1);
    for (QToolButton *button : {previous, next, error, copy, m_end})
        layout->addWidget(button);
    return bar;
}

void OutputPane::setTask(const TaskSessionPtr &session, TaskId task)
{
    m_search->stop();
    if (!session)
        m_copy->stop();
    say({});
    m_view->setTask(session, task);
}

void OutputPane::forgetSearch()
{
    m_search->stop();
    m_words->setText({}); // unlike clear(), it cannot be undone
    m_notFound.clear();
    say({});
}

void OutputPane::showMoment(qint64 bytes)
{
    m_search->stop();
    say({});
    m_view->showByte(qMax<qint64>(0, bytes - 1));
    m_view->setFocus(Qt::OtherFocusReason);
}

bool OutputPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_words || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool backwards = key->modifiers().testFlag(Qt::ShiftModifier);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3:
        find(backwards ? Direction::Previous : Direction::Next);
        return true;
    case Qt::Key_Escape:
        m_search->stop();
        say({});
        m_view->setFocus(Qt::ShortcutFocusReason);
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void OutputPane::find(Direction direction)
{
    if (m_words->text().isEmpty()) {
        m_words->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    m_notFound = tr("“%1” is not in the output").arg(oneLine(m_words->text(), 60));
    std::optional<OutputPlace> from;
    if (!m_view->selection().isEmpty() || !m_view->followsEnd())
        from = m_view->place();
    search(OutputPattern::words(m_words->text()), from, direction);
}

void OutputPane::findFirstError()
{
    m_notFound = tr("Nothing in the output reads like an error");
    search(OutputPattern::error(), {}, Direction::Next);
}

void OutputPane::search(const OutputPattern &pattern, std::optional<OutputPlace> from,
                        Direction direction)
{
    const OutputPages &pages = m_view->pages();
    m_search->search(pages.session(), pages.task(), pages.size(), pattern, from, direction);
}

void OutputPane::showMatch(const OutputMatch &match)
{
    say({});
    m_view->showMatch(match);
}

void OutputPane::copy()
{
    if (!m_view->selection().isEmpty()) {
        m_view->copy();
        return;
    }
    m_copy->copy(m_view->pages().session(), m_view->pages().task(), {},
                 {m_view->pages().size(), 0});
}

void OutputPane::say(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

} // namespace headway
