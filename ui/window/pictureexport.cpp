#include "ui/window/pictureexport.h"

#include "ui/models/plaintext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
#include <QSvgGenerator>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 96; // of CSS, and of what the sizes of the texts were measured for
constexpr qreal leastScale = 2; // what looks well on this screen should on others, and printed

QByteArray svgOf(const Picture &picture)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(dotsPerInch);
    generator.setSize(picture.size);
    generator.setViewBox(QRect(QPoint(), picture.size));
    // Qt 6.4 writes it as it is.
    generator.setTitle(oneLine(picture.title, 200).remove(QRegularExpression(u"[<>&]"_s)));
    QPainter painter(&generator);
    picture.paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray pngOf(const Picture &picture, qreal scale)
{
    QImage image(picture.size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    picture.paint(painter);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

QString writePicture(const Picture &picture, const QString &fileName, qreal scale)
{
    const bool asSvg = fileName.endsWith(u".svg"_s, Qt::CaseInsensitive);
    const QByteArray bytes = asSvg ? svgOf(picture) : pngOf(picture, scale);
    QSaveFile file(fileName);
    if (!bytes.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        && file.commit())
        return {};
    return PictureExport::tr("%1 cannot be written: %2. Choose another place, or make room there.")
        .arg(oneLine(QFileInfo(fileName).fileName(), 80), oneLine(file.errorString(), 200));
}

PictureExport::PictureExport(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

void PictureExport::ask(const QString &name, const std::function<Picture()> &picture)
{
    const QString png = tr("PNG (*.png)");
    const QString svg = tr("SVG (*.svg)");
    const QString home = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    auto *dialog = new QFileDialog(m_window, tr("Export as a picture"), home);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({png, svg});
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(name); // its end is that of what is chosen
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, svg](const QString &filter) {
        dialog->setDefaultSuffix(filter == svg ? u"svg"_s : u"png"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, picture](const QString &fileName) { write(picture(), fileName); });
    dialog->open();
}

void PictureExport::write(const Picture &picture, const QString &fileName)
{
    const QString error =
        writePicture(picture, fileName, qMax(leastScale, m_window->devicePixelRatioF()));
    if (!error.isEmpty())
        Q_EMIT failed(error);
    else
        Q_EMIT done(tr("Wrote %1").arg(oneLine(QFileInfo(fileName).fileName(), 80)));
}

} // namespace headway
