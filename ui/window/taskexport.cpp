#include "ui/window/taskexport.h"

#include "core/base/future.h"
#include "core/model/limits.h"
#include "ui/models/plaintext.h"
#include "ui/models/tasktext.h"
#include "ui/widgets/errorwords.h"

#include <QTimer>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr auto exportRest = 1s;

} // namespace

TaskExport::TaskExport(const QString &fileName, ExportFormat format, QObject *parent)
    : QObject(parent)
    , m_file(fileName)
    , m_format(format)
{
}

TaskExport::~TaskExport() = default;

void TaskExport::write(const QList<Task> &tasks)
{
    if (!begin())
        return;
    append(tasks);
    finish();
}

void TaskExport::writeFound(const TaskSessionPtr &session, const TaskQuery &query)
{
    m_session = session;
    m_filter.query = query;
    m_filter.limit = limits::pageSize; // what is written at once is not felt
    if (begin())
        fetch();
}

void TaskExport::writeNumbered(const TaskSessionPtr &session, const QList<quint32> &numbers)
{
    m_session = session;
    m_numbers = numbers;
    if (begin())
        fetchNumbered();
}

bool TaskExport::begin()
{
    if (!m_file.open(QIODevice::WriteOnly)) {
        fail(cannotWrite());
        return false;
    }
    m_file.write(m_format == ExportFormat::Csv ? csvHeader() : QByteArray("[\n"));
    return true;
}

void TaskExport::append(const QList<Task> &tasks)
{
    for (const Task &task : tasks) {
        if (m_format == ExportFormat::Csv)
            m_file.write(csvOf(task));
        else
            m_file.write((m_count > 0 ? ",\n" : "") + jsonOf(task));
        ++m_count;
    }
}

void TaskExport::fetch()
{
    whenDone(m_session->list(m_filter), this, [this](const Result<TaskPage> &page) {
        if (!page && waits(page.error(), &TaskExport::fetch))
            return;
        if (!page)
            return fail(sentenceFor(page.error()));
        append(page->tasks);
        m_filter.before = page->nextCursor;
        if (page->nextCursor)
            fetch();
        else
            finish();
    });
}

void TaskExport::fetchNumbered()
{
    if (m_numbers.isEmpty())
        return finish();
    const qsizetype count = qMin<qsizetype>(m_numbers.size(), limits::pageSize);
    const auto take = [this, count](const Result<QList<Task>> &tasks) {
        if (!tasks && waits(tasks.error(), &TaskExport::fetchNumbered))
            return;
        if (!tasks)
            return fail(sentenceFor(tasks.error()));
        append(*tasks);
        m_numbers.remove(0, count);
        fetchNumbered();
    };
    whenDone(m_session->tasksAt(m_numbers.first(count)), this, take);
}

/// Others want their turn as well.
bool TaskExport::waits(const Error &error, void (TaskExport::*again)())
{
    if (error.code != ErrorCode::TooMany)
        return false;
    QTimer::singleShot(error.retryAfter.value_or(exportRest), this, again);
    return true;
}

void TaskExport::finish()
{
    if (m_format == ExportFormat::Json)
        m_file.write("\n]\n");
    if (!m_file.commit()) // tells of every write before it as well
        return fail(cannotWrite());
    Q_EMIT finished(m_file.fileName(), m_count);
    deleteLater();
}

void TaskExport::fail(const QString &sentence)
{
    m_file.cancelWriting();
    Q_EMIT failed(sentence);
    deleteLater();
}

QString TaskExport::cannotWrite() const
{
    return tr("The file cannot be written: %1").arg(oneLine(m_file.errorString()));
}

} // namespace headway
