#pragma once

#include <QPlainTextEdit>

namespace headway {

/// Lines of output in a fixed-width font. Follows the end until the reader scrolls up, and keeps
/// the newest 5,000 lines.
class OutputView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit OutputView(QWidget *parent = nullptr);

    /// Empties it. With @p skippedBytes it begins by saying that earlier output is not shown.
    void restart(qint64 skippedBytes);
    /// @p open replace the lines that were open before; @p finished come before them for good.
    void changeLines(const QStringList &finished, const QStringList &open);
    void scrollToEnd();

private:
    void appendLines(const QStringList &lines);
    void removeOpenLines(qsizetype kept);

    QStringList m_open; ///< the last lines in the document, which may still change
};

} // namespace headway
