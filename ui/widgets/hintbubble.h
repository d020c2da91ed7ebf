#pragma once

#include <QFrame>

class QLabel;

namespace headway {

/// A piece of plain text that floats under a widget, over what lies there: it moves nothing and
/// takes neither focus nor clicks.
class HintBubble : public QFrame
{
    Q_OBJECT

public:
    /// @p owner is what it belongs to; it floats in its window.
    explicit HintBubble(QWidget *owner);

    /// Shows @p text, made harmless; hides when it is empty.
    void showText(const QString &text);
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QWidget *m_owner;
    QLabel *m_label;
};

} // namespace headway
