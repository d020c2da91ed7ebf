#include "ui/window/exportdesk.h"

#include "ui/models/plaintext.h"
#include "ui/window/taskexport.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace headway {

using namespace Qt::StringLiterals;

ExportDesk::ExportDesk(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

void ExportDesk::exportTasks(const TaskSessionPtr &session, const ManyTasks &tasks)
{
    ask([session, tasks](TaskExport &file) {
        if (tasks.numbers.isEmpty())
            file.write(tasks.tasks);
        else
            file.writeNumbered(session, tasks.numbers);
    });
}

void ExportDesk::exportFound(const TaskSessionPtr &session, const TaskQuery &query)
{
    ask([session, query](TaskExport &file) { file.writeFound(session, query); });
}

void ExportDesk::ask(const std::function<void(TaskExport &)> &write)
{
    const QString csv = tr("CSV (*.csv)");
    const QString json = tr("JSON (*.json)");
    const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(m_window, tr("Export tasks"), home);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({csv, json});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"tasks.csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, json](const QString &filter) {
        dialog->setDefaultSuffix(filter == json ? u"json"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, write](const QString &fileName) {
        const bool asJson = fileName.endsWith(u".json"_s, Qt::CaseInsensitive);
        start(fileName, asJson, write);
    });
    dialog->open();
}

void ExportDesk::start(const QString &fileName, bool asJson,
                       const std::function<void(TaskExport &)> &write)
{
    auto *file = new TaskExport(fileName, asJson ? ExportFormat::Json : ExportFormat::Csv, this);
    connect(file, &TaskExport::finished, this, [this](const QString &name, qint64 count) {
        Q_EMIT done(tr("Wrote %n tasks to %1", nullptr, static_cast<int>(count))
                        .arg(oneLine(QFileInfo(name).fileName(), 80)));
    });
    connect(file, &TaskExport::failed, this, &ExportDesk::failed);
    write(*file);
}

} // namespace headway
