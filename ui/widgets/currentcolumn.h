#pragma once

#include <QKeySequence>
#include <QObject>

#include <optional>

class QKeyEvent;

namespace headway {

class HeadStyle;
class TaskTableView;

/// The column of the list that the keys have gone to, which they move and size, too. Its head is
/// marked until the mouse or another widget is used.
class CurrentColumn : public QObject
{
    Q_OBJECT

public:
    enum class Change { MoveLeft, MoveRight, Narrow, Widen, Fit };

    /// Is @p list's, and gives its heads their style.
    explicit CurrentColumn(TaskTableView &list);

    /// The first one that is shown, unless the keys or a click have gone to another.
    int column() const;
    /// -1 changes nothing.
    void setColumn(int column);
    bool canApply(Change change) const;
    void apply(Change change);
    /// What does it in the list; empty where there is no key for it.
    static QKeySequence keysOf(Change change);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool takeKey(const QKeyEvent &event);
    void setMarked(bool isMarked);
    std::optional<int> placeBeside(int steps) const;

    TaskTableView &m_list;
    HeadStyle *m_headStyle;
    bool m_isMarked = false;
};

} // namespace headway
