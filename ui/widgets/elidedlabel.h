#pragma once

#include <QFrame>

namespace headway {

/// One line of plain text from anywhere, cut with an ellipsis to the room there is; all of it as a
/// tool tip when cut.
class ElidedLabel : public QFrame
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    /// What is seen of it at the present width.
    QString shownText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshToolTip();

    QString m_text;
};

} // namespace headway
