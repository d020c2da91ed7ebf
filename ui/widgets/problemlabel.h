#pragma once

#include <QLabel>

namespace headway {

/// Says in red, whatever the palette, what is wrong with what was typed or asked beside it.
class ProblemLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget *parent = nullptr);

    /// @param problem a sentence; empty: nothing is wrong, and the label hides
    void say(const QString &problem);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
};

} // namespace headway
