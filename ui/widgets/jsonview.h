#pragma once

#include <QTreeView>

namespace headway {

class JsonModel;

/// JSON as a tree to be folded, unfolded and copied from, by keyboard as well.
class JsonView : public QTreeView
{
    Q_OBJECT

public:
    explicit JsonView(QWidget *parent = nullptr);

    /// What is shown already stays as it is unfolded.
    void setJson(const QByteArray &json);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void copy();
    void copyAll();

    JsonModel *m_model;
    QByteArray m_json;
};

} // namespace headway
