#pragma once

#include <QLineEdit>

namespace headway {

/// A line to search with: Escape empties it, Return and Down go on to the list.
class SearchBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchBox(QWidget *parent = nullptr);

Q_SIGNALS:
    void leftForList();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace headway
