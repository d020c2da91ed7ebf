#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

namespace headway {

class ElidedLabel;

/// A strip that says what has just been done and offers to undo it, for some seconds. It takes no
/// focus. What cannot be undone any more is carried out.
class UndoBar : public QFrame
{
    Q_OBJECT

public:
    explicit UndoBar(QWidget *parent = nullptr);

    /// What was offered before is carried out. @p text is plain; one of @p undo and @p carryOut is
    /// called later, once.
    void offer(
        const QString &text, std::function<void()> undo, std::function<void()> carryOut = [] {});
    /// Carries out what is on offer now.
    void settle();
    QAction *undoAction() const { return m_undo; }
    QString text() const;

private:
    void undo();
    void close();

    ElidedLabel *m_label;
    QAction *m_undo;
    QTimer m_time;
    std::function<void()> m_undoIt;
    std::function<void()> m_carryItOut;
};

} // namespace headway
