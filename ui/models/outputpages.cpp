#include "ui/models/outputpages.h"

#include "core/base/future.h"

#include <algorithm>

namespace headway {

namespace {

constexpr qsizetype pagesKept = 48; // 3 MiB

} // namespace

OutputPages::OutputPages(QObject *parent)
    : QObject(parent)
{
}

OutputPages::~OutputPages() = default;

void OutputPages::setTask(const TaskSessionPtr &session, TaskId task)
{
    m_link.reset();
    m_pages.clear();
    m_asked.clear();
    m_session = task.isNull() ? nullptr : session;
    m_task = task;
    m_size = 0;
    m_isSizeKnown = false;
    if (m_session) {
        m_link = std::make_unique<QObject>();
        connect(m_session.get(), &TaskSession::outputGrew, m_link.get(),
                [this](TaskId id, qint64 size) {
                    if (id == m_task)
                        noteSize(size);
                });
        connect(m_session.get(), &TaskSession::resumed, m_link.get(), [this] {
            m_asked.clear();
            askSize();
            Q_EMIT arrived();
        });
    }
    Q_EMIT restarted();
    if (m_session)
        askSize();
}

/// Nothing is asked for but the size: which pages are wanted depends on it.
void OutputPages::askSize()
{
    whenDone(m_session->output(m_task, 0, 0), m_link.get(),
             [this](const Result<TaskOutput> &start) {
                 if (!start)
                     return;
                 m_isSizeKnown = true;
                 noteSize(start->size);
                 if (isEmpty())
                     Q_EMIT foundEmpty();
             });
}

std::optional<QByteArrayView> OutputPages::page(qint64 number, qint64 size)
{
    const qint64 wanted = std::min(pageBytes, size - number * pageBytes);
    const auto found = m_pages.find(number);
    if (found != m_pages.end() && found->bytes.size() >= wanted) {
        found->usedAt = ++m_uses;
        return QByteArrayView(found->bytes).first(wanted);
    }
    request(number);
    return {};
}

void OutputPages::request(qint64 number)
{
    if (!m_session || m_asked.contains(number))
        return;
    m_asked.insert(number);
    const qint64 have = m_pages.value(number).bytes.size();
    whenDone(m_session->output(m_task, number * pageBytes + have, pageBytes - have), m_link.get(),
             [this, number](const Result<TaskOutput> &piece) {
                 if (!piece)
                     return; // asked again when the service is back
                 m_asked.remove(number);
                 take(number, *piece);
             });
}

void OutputPages::take(qint64 number, const TaskOutput &piece)
{
    Page &page = m_pages[number];
    if (piece.bytes.isEmpty() || piece.offset != number * pageBytes + page.bytes.size())
        return; // it is shorter than it was said to be
    page.bytes += piece.bytes;
    page.usedAt = ++m_uses;
    forgetSome();
    noteSize(piece.size);
    Q_EMIT arrived();
}

void OutputPages::noteSize(qint64 size)
{
    if (size <= m_size)
        return;
    m_size = size;
    Q_EMIT grew();
}

void OutputPages::forgetSome()
{
    while (m_pages.size() > pagesKept) {
        const auto oldest =
            std::min_element(m_pages.cbegin(), m_pages.cend(),
                             [](const Page &a, const Page &b) { return a.usedAt < b.usedAt; });
        m_pages.erase(oldest);
    }
}

} // namespace headway
