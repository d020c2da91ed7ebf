#include "app/desktop/failurebox.h"

#include <QGuiApplication>

namespace headway {

using namespace Qt::StringLiterals;

FailureBox::FailureBox(const QString &sentence, int exitCode)
{
    setTextFormat(Qt::PlainText);
    setWindowTitle(u"Headway"_s);
    setIcon(Warning);
    setText(tr("Headway could not start.") + u"\n\n"_s + sentence);
    addButton(Close);
    connect(this, &QMessageBox::finished, qApp, [exitCode] { QCoreApplication::exit(exitCode); });
}

bool FailureBox::canBeRead()
{
    return QGuiApplication::platformName() != "offscreen"_L1;
}

} // namespace headway
