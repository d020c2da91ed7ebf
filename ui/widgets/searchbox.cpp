#include "ui/widgets/searchbox.h"

#include "core/model/queryparser.h"
#include "ui/delegates/icons.h"
#include "ui/delegates/offerdelegate.h"
#include "ui/models/plaintext.h"
#include "ui/models/querycompletion.h"
#include "ui/widgets/hintbubble.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QToolButton>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int boxWidth = 380;
constexpr auto pauseInTyping = 700ms;
constexpr auto pauseInWord = 400ms;
constexpr qsizetype sureLetters = 3; // fewer begin many words
constexpr qsizetype recentShown = 60;
constexpr qsizetype offerShown = 60;

enum OfferRole { OfferTextRole = Qt::UserRole, MeaningRole };

QStandardItem *makeOffer(const QueryOffer &offer)
{
    auto *item = new QStandardItem(oneLine(offer.text, offerShown));
    item->setData(offer.text, OfferTextRole);
    item->setData(offer.meaning, MeaningRole);
    item->setAccessibleText(item->text() + u", "_s + offer.meaning);
    return item;
}

} // namespace

SearchBox::SearchBox(const Clock &clock, QWidget *parent)
    : QLineEdit(parent)
    , m_clock(clock)
    , m_completions(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_completions, this))
    , m_bubble(new HintBubble(this))
    , m_save(new QAction(tr("Sa&ve Search"), this))
    , m_warning(new QAction(paletteIcon(u"warning"_s), QString(), this))
{
    setPlaceholderText(tr("Search (Ctrl+F)"));
    setToolTip(tr("Words to look for, and conditions such as status:failed kind:build "
                  "since:yesterday -label:nightly; Alt+Down shows your last searches"));
    setAccessibleName(tr("Search tasks"));
    setMaxLength(longestQueryText);
    setMinimumWidth(boxWidth / 3);
    setMaximumWidth(boxWidth);
    setClearButtonEnabled(true);
    // The button that clears it is the line's own, and nameless.
    const QList<QToolButton *> buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setAccessibleName(tr("Clear the search"));
    QAction *recent = addAction(paletteIcon(u"search"_s), QLineEdit::LeadingPosition);
    recent->setToolTip(tr("Show the last searches (Alt+Down)"));
    addAction(m_warning, QLineEdit::TrailingPosition);
    m_warning->setVisible(false);
    m_save->setShortcut(QKeySequence::Save);
    m_save->setEnabled(false);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(static_cast<int>(mostCompletions));
    m_completer->setCompletionRole(OfferTextRole);
    m_completer->popup()->setItemDelegate(new OfferDelegate(MeaningRole, this));
    m_completer->popup()->installEventFilter(this);
    m_pause.setSingleShot(true);
    connect(recent, &QAction::triggered, this, &SearchBox::showRecent);
    connect(m_warning, &QAction::triggered, this, &SearchBox::tellMistake);
    connect(m_save, &QAction::triggered, this, [this] { Q_EMIT saveWanted(text().trimmed()); });
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &SearchBox::complete);
    connect(&m_pause, &QTimer::timeout, this, &SearchBox::settle);
    connect(this, &QLineEdit::textChanged, this, &SearchBox::takeText);
    connect(this, &QLineEdit::textEdited, this, &SearchBox::offerCompletion);
}

SearchBox::~SearchBox() = default;

QSize SearchBox::sizeHint() const
{
    return {minimumWidth(), QLineEdit::sizeHint().height()};
}

QString SearchBox::mistake() const
{
    return m_bubble->isHidden() ? QString() : m_bubble->text();
}

void SearchBox::takeText()
{
    const auto read = queryFromText(text(), m_clock.now().toLocalTime());
    const auto *mistake = std::get_if<QueryMistake>(&read);
    m_bubble->hide();
    if (text().isEmpty()) // whoever has emptied it
        m_completer->popup()->hide();
    m_pause.stop();
    m_mistake = mistake
        ? tr("At character %1: %2").arg(mistake->position + 1).arg(mistake->sentence)
        : QString();
    m_warning->setVisible(mistake != nullptr);
    m_warning->setToolTip(toolTipText(m_mistake));
    m_save->setEnabled(!mistake && !text().trimmed().isEmpty());
    if (!mistake && !isKeywordBegun())
        return search(text());
    m_pause.start(mistake ? pauseInTyping : pauseInWord);
    if (mistake)
        letGoOfBeginning();
}

bool SearchBox::isKeywordBegun() const
{
    return m_offersKeywords && m_completionLength >= sureLetters
        && m_completer->popup()->isVisible() && cursorPosition() == text().size();
}

void SearchBox::search(const QString &text)
{
    if (text == m_searched)
        return;
    m_searched = text;
    Q_EMIT searched(text);
}

/// Who types `status:` has not looked for the word "status".
void SearchBox::letGoOfBeginning()
{
    const qsizetype begin = queryTermBegin(text(), text().size());
    if (m_searched.size() > begin && text().startsWith(m_searched))
        search(text().first(begin));
}

void SearchBox::settle()
{
    m_pause.stop();
    if (m_mistake.isEmpty())
        search(text());
    else
        tellMistake();
}

void SearchBox::tellMistake()
{
    if (m_mistake.isEmpty() || !isVisible())
        return;
    if (m_completer->popup()->isVisible())
        m_pause.start(pauseInTyping); // still being typed, with help
    else
        m_bubble->showText(m_mistake);
}

void SearchBox::offerCompletion()
{
    const QueryCompletion completion = completionOf(text(), cursorPosition(), m_known);
    m_completionBegin = completion.begin;
    m_completionLength = completion.length;
    m_offersKeywords = completion.isKeyword;
    QList<QStandardItem *> items;
    for (const QueryOffer &offer : completion.offers)
        items += makeOffer(offer);
    m_completions->clear();
    m_completions->invisibleRootItem()->appendRows(items);
    if (completion.offers.isEmpty())
        m_completer->popup()->hide();
    else
        showOffers();
}

/// As wide as they are, where the box is not. None is chosen before the user does so, or Return
/// would take it.
void SearchBox::showOffers()
{
    QAbstractItemView *popup = m_completer->popup();
    const int wanted = popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width();
    m_completer->complete(QRect(0, 0, qMax(width(), wanted), height()));
    popup->setCurrentIndex({});
}

void SearchBox::complete(const QString &completion)
{
    const QString after = text().mid(m_completionBegin + m_completionLength);
    const bool isWhole = !completion.endsWith(u':');
    const QString blank = isWhole && !after.startsWith(u' ') ? u" "_s : QString();
    const QString before = text().first(m_completionBegin) + completion + blank;
    setText(before + after);
    setCursorPosition(static_cast<int>(before.size()));
    if (!isWhole)
        QMetaObject::invokeMethod(this, &SearchBox::offerCompletion, Qt::QueuedConnection);
}

void SearchBox::showRecent()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString &recent : std::as_const(m_recent)) {
        const QString shown = oneLine(recent, recentShown).replace(u'&', u"&&"_s);
        menu->addAction(shown, this, [this, recent] { setText(recent); });
    }
    if (m_recent.isEmpty())
        menu->addAction(tr("No searches yet"))->setEnabled(false);
    menu->addSeparator();
    menu->addAction(m_save);
    menu->popup(mapToGlobal(QPoint(0, height())));
}

void SearchBox::noteUse()
{
    if (m_mistake.isEmpty() && !text().trimmed().isEmpty())
        Q_EMIT used(text().trimmed());
}

void SearchBox::leave()
{
    m_completer->popup()->hide();
    settle();
    if (!m_mistake.isEmpty())
        return;
    noteUse();
    Q_EMIT leftForList();
}

/// Without an offer in sight there is nothing to wait for.
bool SearchBox::eventFilter(QObject *watched, QEvent *event)
{
    const bool closes = event->type() == QEvent::Hide && watched == m_completer->popup();
    if (closes && m_pause.isActive() && m_mistake.isEmpty())
        m_pause.start(0ms);
    return QLineEdit::eventFilter(watched, event);
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    const bool isOffering = m_completer->popup()->isVisible();
    const bool isChosen = isOffering && m_completer->popup()->currentIndex().isValid();
    const bool ends = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if ((isOffering && event->key() == Qt::Key_Escape) || (isChosen && ends))
        return event->ignore(); // the completer's
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT leftForList();
        clear();
        break;
    case Qt::Key_Down:
        if (event->modifiers() & Qt::AltModifier)
            showRecent();
        else
            leave();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        leave();
        break;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchBox::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason) {
        noteUse();
        m_bubble->hide(); // it lies over something else; the sign in the box stays
    }
    QLineEdit::focusOutEvent(event);
}

} // namespace headway
