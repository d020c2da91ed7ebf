#pragma once

#include <QObject>
#include <QSize>

#include <functional>

class QPainter;
class QWidget;

namespace headway {

/// Something that can be written to a file as a picture.
struct Picture
{
    QString name; ///< of the file that is suggested, without its end
    QString title; ///< of what it shows
    QSize size; ///< device-independent pixels
    std::function<void(QPainter &)> paint; ///< called at once
};

/// Writes a picture as SVG where @p fileName ends so, else as PNG with @p scale pixels for each.
/// @return a sentence for people that says what to do, "" when it is written
QString writePicture(const Picture &picture, const QString &fileName, qreal scale);

/// Asks where a picture is to be written to, and writes it there.
class PictureExport : public QObject
{
    Q_OBJECT

public:
    /// @p window is the parent of what has to be asked.
    explicit PictureExport(QWidget *window);

    /// @p picture() is called when there is a place to write to.
    void ask(const QString &name, const std::function<Picture()> &picture);

Q_SIGNALS:
    /// It has been done. @p sentence is plain.
    void done(const QString &sentence);
    void failed(const QString &sentence);

private:
    void write(const Picture &picture, const QString &fileName);

    QWidget *m_window;
};

} // namespace headway
