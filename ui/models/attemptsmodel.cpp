#include "ui/models/attemptsmodel.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"
#include "ui/models/timewords.h"

#include <algorithm>

namespace headway {

namespace {

QString exitOf(const Task &task)
{
    if (task.signal)
        return AttemptsModel::tr("signal %1").arg(signalWords(*task.signal));
    return task.exitCode ? QString::number(*task.exitCode) : QString();
}

QVariant alignmentOf(int column)
{
    const bool isFigure =
        column == AttemptsModel::ElapsedColumn || column == AttemptsModel::ExitColumn;
    return QVariant((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

AttemptsModel::AttemptsModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void AttemptsModel::setAttempts(const QList<Task> &attempts)
{
    const bool isSame =
        std::equal(attempts.cbegin(), attempts.cend(), m_attempts.cbegin(), m_attempts.cend(),
                   [](const Task &a, const Task &b) { return a.id == b.id; });
    if (isSame) {
        m_attempts = attempts;
        refreshTimes();
        return;
    }
    beginResetModel();
    m_attempts = attempts;
    endResetModel();
}

int AttemptsModel::rowOf(TaskId id) const
{
    const auto found = std::find_if(m_attempts.cbegin(), m_attempts.cend(),
                                    [id](const Task &task) { return task.id == id; });
    return found == m_attempts.cend() ? -1 : static_cast<int>(found - m_attempts.cbegin());
}

void AttemptsModel::refreshTimes()
{
    if (!m_attempts.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int AttemptsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_attempts.size());
}

int AttemptsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AttemptsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Task &task = m_attempts.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textAt(task, index.column());
    case Qt::ToolTipRole:
        return toolTipText(headlineOf(task));
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case Qt::AccessibleTextRole:
        return index.column() == AttemptColumn
            ? tr("Attempt %1: %2").arg(task.attempt).arg(sentenceOf(task))
            : textAt(task, index.column());
    default:
        return {};
    }
}

QString AttemptsModel::textAt(const Task &task, int column) const
{
    switch (column) {
    case AttemptColumn:
        return QString::number(task.attempt);
    case StatusColumn:
        return statusWord(task);
    case StartedColumn:
        return shortInstant(task.startedAt, m_clock.now());
    case ElapsedColumn:
        return elapsedWords(task, m_clock.now());
    case ExitColumn:
        return exitOf(task);
    default:
        return {};
    }
}

QVariant AttemptsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AttemptColumn:
        return tr("Attempt");
    case StatusColumn:
        return tr("Status");
    case StartedColumn:
        return tr("Started");
    case ElapsedColumn:
        return tr("Elapsed");
    case ExitColumn:
        return tr("Exit");
    default:
        return {};
    }
}

} // namespace headway
