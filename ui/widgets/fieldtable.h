#pragma once

#include "ui/models/taskfields.h"

#include <QTextEdit>

class QTextTable;

namespace headway {

/// Labels and values in two columns, wrapped, to be selected and copied as one text. Only what has
/// changed is written anew, so that a selection and the scroll position stay.
class FieldTable : public QTextEdit
{
    Q_OBJECT

public:
    explicit FieldTable(QWidget *parent = nullptr);

    void setFields(const QList<TaskField> &fields);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void writeCell(int row, int column, const QString &text);

    QList<TaskField> m_fields;
    QTextTable *m_table = nullptr;
};

} // namespace headway
