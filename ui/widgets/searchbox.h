#pragma once

#include "core/base/clock.h"
#include "core/model/taskgroups.h"

#include <QLineEdit>
#include <QTimer>

class QCompleter;
class QStandardItemModel;

namespace headway {

class HintBubble;

/// A line to search with, in the language of core/model/queryparser.h, with completion. What cannot
/// be understood is told once the typing pauses; until it can be, the search before holds, but for
/// a condition of which only the beginning was there. The beginning of a keyword is no word to look
/// for before the typing pauses, either.
/// Escape empties it, Return and Down go on to the list, Alt+Down shows the last searches.
class SearchBox : public QLineEdit
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the box.
    explicit SearchBox(const Clock &clock, QWidget *parent = nullptr);
    ~SearchBox() override;

    /// What is there to complete kinds, hosts and labels with.
    void setKnown(const TaskGroups &known) { m_known = known; }
    /// The last searches, the newest first.
    void setRecent(const QStringList &recent) { m_recent = recent; }
    QAction *saveAction() const { return m_save; }
    /// The sentence that is told; empty: none.
    QString mistake() const;

    /// The least: it grows where there is room.
    QSize sizeHint() const override;

Q_SIGNALS:
    /// The text is another one and can be understood.
    void searched(const QString &text);
    /// The user has gone on from a search that is worth remembering.
    void used(const QString &text);
    void saveWanted(const QString &text);
    void leftForList();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void takeText();
    void search(const QString &text);
    bool isKeywordBegun() const;
    void letGoOfBeginning();
    void settle();
    void tellMistake();
    void offerCompletion();
    void showOffers();
    void complete(const QString &completion);
    void showRecent();
    void leave();
    void noteUse();

    const Clock &m_clock;
    TaskGroups m_known;
    QStringList m_recent;
    QStandardItemModel *m_completions;
    QCompleter *m_completer;
    HintBubble *m_bubble;
    QAction *m_save;
    QAction *m_warning;
    QTimer m_pause; ///< runs from the last keystroke to what it has come to
    QString m_searched; ///< told last
    QString m_mistake; ///< of the text as it is
    qsizetype m_completionBegin = 0;
    qsizetype m_completionLength = 0;
    bool m_offersKeywords = false;
};

} // namespace headway
