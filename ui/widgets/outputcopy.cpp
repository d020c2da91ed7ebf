#include "ui/widgets/outputcopy.h"

#include "core/base/future.h"
#include "core/base/worker.h"
#include "ui/models/outputblock.h"
#include "ui/widgets/outputline.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// The part of @p block between both places, a line end behind every row but the last.
QString textIn(const OutputBlock &block, OutputPlace from, OutputPlace to)
{
    QString text;
    block.forEachRow([&](qint64 start, const QByteArray &row) {
        if (start < from.row)
            return true;
        if (start > to.row)
            return false;
        const QString line = outputLine(row).text;
        const qsizetype first = start == from.row ? from.column : 0;
        const qsizetype last = start == to.row ? to.column : line.size();
        text += QStringView(line).mid(first, last - first);
        if (start < to.row)
            text += u'\n';
        return true;
    });
    return text;
}

} // namespace

OutputCopy::OutputCopy(QObject *parent)
    : QObject(parent)
{
}

OutputCopy::~OutputCopy() = default;

void OutputCopy::copy(const TaskSessionPtr &session, TaskId task, OutputPlace from, OutputPlace to)
{
    if (!session)
        return;
    m_stretch = std::make_unique<Stretch>(Stretch{session, task, from, to, {}});
    m_link = std::make_unique<QObject>();
    if (!m_worker)
        m_worker = std::make_unique<Worker>(u"headway-copy"_s);
    readBlock(OutputBlock::numberOf(from.row));
}

void OutputCopy::stop()
{
    m_link.reset();
    m_stretch.reset();
}

void OutputCopy::readBlock(qint64 number)
{
    const OutputBlock::Span span = OutputBlock::span(number);
    const auto take = [this, number](const QString &text) {
        m_stretch->text += text;
        const qint64 next = (number + 1) * OutputBlock::stride();
        const bool isWhole = next > m_stretch->to.row;
        if (isWhole || next - m_stretch->from.row > bytesAtMost)
            finish(isWhole);
        else
            readBlock(number + 1);
    };
    const auto convert = [this, number, take](const Result<TaskOutput> &read) {
        if (!read) {
            fail();
            return;
        }
        const auto work = [block = OutputBlock(number, *read), from = m_stretch->from,
                           to = m_stretch->to] { return textIn(block, from, to); };
        whenDone(m_worker->post(work), m_link.get(), take);
    };
    whenDone(m_stretch->session->output(m_stretch->task, span.offset, span.limit), m_link.get(),
             convert);
}

void OutputCopy::finish(bool isWhole)
{
    const QString text = m_stretch->text;
    leave();
    Q_EMIT copied(text, isWhole);
}

void OutputCopy::fail()
{
    leave();
    Q_EMIT failed();
}

/// It may be its own link that called: that goes once it has returned.
void OutputCopy::leave()
{
    m_stretch.reset();
    m_link.release()->deleteLater();
}

} // namespace headway
