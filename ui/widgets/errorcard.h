#pragma once

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;

namespace headway {

class IconLabel;

/// Why a task did not succeed: readable, to be selected, copied with a button.
class ErrorCard : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorCard(QWidget *parent = nullptr);

    /// @p title is ours; @p error is from outside. An empty error: the title alone.
    void setError(const QString &title, const QString &error);
    void clear();
    /// Whether the text of the error shows, or the title says enough.
    void setTextShown(bool isShown);
    /// A button for @p action, which is borrowed, beside the one that copies; the first one says
    /// what it does.
    void addErrorAction(QAction *action);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    void fitHeight();

    IconLabel *m_icon;
    QLabel *m_title;
    QPlainTextEdit *m_text;
    QHBoxLayout *m_buttons;
    bool m_isTextShown = true;
};

} // namespace headway
