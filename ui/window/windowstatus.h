#pragma once

#include <QStatusBar>

class QLabel;

namespace headway {

class BatchRunner;
class OpeningNote;
class StatusCounts;

/// The row at the window's foot: how many tasks there are, what is being done with many of them,
/// and where programs report to.
class WindowStatus : public QStatusBar
{
    Q_OBJECT

public:
    /// @p batches becomes the bar's.
    explicit WindowStatus(BatchRunner &batches, QWidget *parent = nullptr);

    OpeningNote *opening() const { return m_opening; }
    StatusCounts *counts() const { return m_counts; }
    void setAddress(const QString &url);
    /// For a while. @p sentence is plain.
    void say(const QString &sentence);

private:
    OpeningNote *m_opening;
    StatusCounts *m_counts;
    QLabel *m_address;
};

} // namespace headway
