#include "ui/window/aboutbox.h"

#include <QIcon>

namespace headway {

AboutBox::AboutBox(QWidget *parent)
    : QMessageBox(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setTextFormat(Qt::PlainText);
    setWindowTitle(tr("About Headway"));
    setIconPixmap(parent->windowIcon().pixmap(64));
    setText(tr("Headway %1").arg(QLatin1StringView(HEADWAY_VERSION)));
    setInformativeText(tr("Shows how every job of yours is getting on.\n\n"
                          "Free software under the GNU General Public License, "
                          "version 3 or later. Built with Qt %1.")
                           .arg(QLatin1StringView(qVersion())));
    addButton(QMessageBox::Close);
}

} // namespace headway
