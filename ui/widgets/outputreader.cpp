#include "ui/widgets/outputreader.h"

#include "core/base/future.h"
#include "core/terminal/terminaltext.h"

#include <QTimer>

namespace headway {

namespace {

constexpr qint64 pieceBytes = 4 * 1024; // some 5 ms of the emulator's work
constexpr qint64 tailBytes = 64 * 1024;
constexpr qint64 farBehindBytes = 256 * 1024;

} // namespace

OutputReader::OutputReader(QObject *parent)
    : QObject(parent)
{
}

OutputReader::~OutputReader() = default;

void OutputReader::follow(const TaskSessionPtr &session, TaskId task)
{
    m_link.reset();
    m_session = session;
    m_task = task;
    m_size = 0;
    m_isAsking = false;
    restartAt(0);
    if (!session || task.isNull())
        return;
    m_link = std::make_unique<QObject>();
    connect(session.get(), &TaskSession::outputGrew, m_link.get(), [this](TaskId id, qint64 size) {
        if (id == m_task)
            noteSize(size);
    });
    // Nothing is asked for but the size: where to begin depends on it.
    m_isAsking = true;
    whenDone(session->output(task, 0, 0), m_link.get(), [this](const Result<TaskOutput> &start) {
        m_isAsking = false;
        if (start)
            noteSize(start->size);
    });
}

void OutputReader::noteSize(qint64 size)
{
    m_size = qMax(m_size, size);
    if (!m_isAsking && m_offset < m_size)
        request();
}

void OutputReader::request()
{
    if (m_size - m_offset > farBehindBytes)
        restartAt(m_size - tailBytes);
    m_isAsking = true;
    whenDone(m_session->output(m_task, m_offset, pieceBytes), m_link.get(),
             [this](const Result<TaskOutput> &piece) {
                 m_isAsking = false;
                 if (piece && !piece->bytes.isEmpty())
                     take(*piece);
             });
}

void OutputReader::take(const TaskOutput &piece)
{
    m_offset = piece.offset + piece.bytes.size();
    m_size = qMax(m_size, piece.size);
    m_terminal->write(piece.bytes);
    Q_EMIT linesChanged(m_terminal->takeFinished(), m_terminal->screen());
    if (m_link && m_offset < m_size) // painting and typing come between two pieces
        QTimer::singleShot(0, m_link.get(), [this] { noteSize(m_size); });
}

void OutputReader::restartAt(qint64 offset)
{
    m_offset = offset;
    m_terminal = std::make_unique<TerminalText>();
    Q_EMIT restarted(offset);
}

} // namespace headway
