#pragma once

#include "ui/models/outputpages.h"
#include "ui/models/outputsight.h"
#include "ui/widgets/outputsheet.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

namespace headway {

/// The rows of an output of any length, in a fixed-width font: reads what is in sight and no more.
/// Follows the end until the reader scrolls away from it. Its vertical bar counts bytes.
class OutputSurface : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit OutputSurface(QWidget *parent = nullptr);
    ~OutputSurface() override;

    /// A null session or id: shows nothing.
    void setTask(const TaskSessionPtr &session, TaskId task);
    const OutputPages &pages() const { return m_pages; }
    /// What is said where there is no output; a plain sentence.
    void setEmptyText(const QString &text);
    QString shownEmptyText() const { return m_pages.isEmpty() ? m_emptyText : QString(); }

    void scrollToBeginning();
    void scrollToEnd();
    bool followsEnd() const { return m_sight.follows(); }
    /// Brings it into sight and selects it.
    void showMatch(const OutputMatch &match);
    /// Brings the row with the byte at @p offset into sight and selects it, as soon as the output
    /// has that much; its last row when it has less.
    void showByte(qint64 offset);

    /// What is in sight, a line a row.
    QString visibleText() const { return m_sheet.text(); }
    /// From where the next search goes on: the selection, else what is in sight.
    OutputPlace place() const;
    const OutputSelection &selection() const { return m_selection; }
    void selectAll();

Q_SIGNALS:
    void followsEndChanged(bool follows);
    void selectionChanged();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void timerEvent(QTimerEvent *event) override;

    const OutputSheet &sheet() const { return m_sheet; }
    int rowsOfPage() const;
    void scrollRows(int rows);
    void select(const OutputSelection &selection);
    OutputPlace placeAt(const QPoint &point) const;

private:
    void restart();
    void settleSoon();
    void settle();
    void aimAtWantedByte();
    void selectWantedByte();
    void showRows();
    void placeBars();
    int bytesOfStep() const;
    int barValue(qint64 bytes) const;
    void scrollByBar(int action);
    void paintEmpty(QPainter &painter) const;

    OutputPages m_pages;
    OutputSight m_sight;
    OutputSheet m_sheet;
    OutputSelection m_selection;
    QString m_emptyText;
    std::optional<OutputMatch> m_wanted; ///< comes into sight with the next rows
    std::optional<qint64>
        m_wantedByte; ///< the same, once its row is known; until the user goes elsewhere
    QBasicTimer m_growth; ///< until the next look at an output that grows
    bool m_isPlacing = false; ///< it is the view itself that moves its bars
    bool m_followed = true; ///< as it was told last
    bool m_isDue = false; ///< settle() is on its way
};

} // namespace headway
