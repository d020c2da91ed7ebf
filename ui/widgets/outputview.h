#pragma once

#include "ui/widgets/outputsurface.h"

namespace headway {

/// The output of one task, for reading: what the keys, the pointer and the wheel do with it.
class OutputView : public OutputSurface
{
    Q_OBJECT

public:
    explicit OutputView(QWidget *parent = nullptr);
    ~OutputView() override;

Q_SIGNALS:
    /// From the first place up to the second, which comes after it.
    void copyWanted(headway::OutputPlace from, headway::OutputPlace to);
    void findWanted();
    void findAgainWanted(bool backwards);

public Q_SLOTS:
    void copy();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    bool scrollByKey(int key, Qt::KeyboardModifiers modifiers);
    bool selectByKey(int key);

    QBasicTimer m_drag; ///< while a selection is drawn beyond the edge
    int m_wheel = 0; ///< eighths of a degree that were not a row yet
};

} // namespace headway
