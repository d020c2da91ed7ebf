#include "ui/models/jsonmodel.h"

#include "ui/models/jsontext.h"
#include "ui/models/plaintext.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int readAtOnce = 256;

} // namespace

JsonModel::JsonModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
    m_root->isRead = true;
}

JsonModel::~JsonModel() = default;

void JsonModel::setJson(const QByteArray &json)
{
    m_isReading = true;
    beginResetModel();
    m_json = QString::fromUtf8(json);
    m_root = std::make_unique<Node>();
    m_root->member.value = jsonValue(m_json);
    if (isContainer(*m_root)) {
        m_root->next = m_root->member.value.from + 1;
    } else {
        m_root->isRead = true;
        auto only = std::make_unique<Node>();
        only->parent = m_root.get();
        only->member = m_root->member;
        only->isRead = true;
        if (only->member.value.to > only->member.value.from)
            m_root->children.push_back(std::move(only));
    }
    endResetModel();
    m_isReading = false;
}

JsonModel::Node &JsonModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<Node *>(index.internalPointer()) : *m_root;
}

QStringView JsonModel::textOf(const JsonSpan &span) const
{
    return QStringView(m_json).mid(span.from, span.to - span.from);
}

bool JsonModel::isContainer(const Node &node) const
{
    const QStringView text = textOf(node.member.value);
    return text.startsWith(u'{') || text.startsWith(u'[');
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node &node = nodeOf(parent);
    if (row < 0 || static_cast<size_t>(row) >= node.children.size() || column < 0
        || column >= ColumnCount)
        return {};
    return createIndex(row, column, node.children[static_cast<size_t>(row)].get());
}

QModelIndex JsonModel::parent(const QModelIndex &index) const
{
    Node *parent = index.isValid() ? nodeOf(index).parent : nullptr;
    return parent && parent != m_root.get() ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent).children.size());
}

int JsonModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonModel::hasChildren(const QModelIndex &parent) const
{
    return parent.column() <= 0 && (rowCount(parent) > 0 || hasMore(nodeOf(parent)));
}

bool JsonModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.column() <= 0 && !m_isReading && hasMore(nodeOf(parent));
}

/// Asks the text itself, so that what is empty cannot be unfolded.
bool JsonModel::hasMore(const Node &node) const
{
    qsizetype at = node.next;
    return !node.isRead && nextMember(m_json, at).has_value();
}

std::vector<std::unique_ptr<JsonModel::Node>> JsonModel::readMore(Node &node) const
{
    std::vector<std::unique_ptr<Node>> more;
    while (more.size() < readAtOnce) {
        const std::optional<JsonMember> member = nextMember(m_json, node.next);
        if (!member) {
            node.isRead = true;
            break;
        }
        auto child = std::make_unique<Node>();
        child->parent = &node;
        child->row = static_cast<int>(node.children.size() + more.size());
        child->member = *member;
        child->isRead = !isContainer(*child);
        child->next = member->value.from + 1;
        more.push_back(std::move(child));
    }
    return more;
}

void JsonModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isReading = true;
    Node &node = nodeOf(parent);
    std::vector<std::unique_ptr<Node>> more = readMore(node);
    const int first = rowCount(parent);
    beginInsertRows(parent, first, first + static_cast<int>(more.size()) - 1);
    for (std::unique_ptr<Node> &child : more)
        node.children.push_back(std::move(child));
    endInsertRows();
    m_isReading = false;
}

QString JsonModel::nameOf(const Node &node) const
{
    const QStringView key = textOf(node.member.key);
    if (!key.isEmpty())
        return oneLine(unquoted(key));
    return isContainer(*node.parent) ? u"[%1]"_s.arg(node.row) : QString();
}

QString JsonModel::valueOf(const Node &node) const
{
    const QStringView text = textOf(node.member.value);
    if (text.startsWith(u'"'))
        return oneLine(unquoted(text.first(qMin<qsizetype>(text.size(), 2000))));
    if (!isContainer(node))
        return oneLine(text);
    qsizetype at = node.member.value.from + 1;
    const bool isEmpty = !nextMember(m_json, at);
    if (text.startsWith(u'{'))
        return isEmpty ? u"{ }"_s : u"{ … }"_s;
    return isEmpty ? u"[ ]"_s : u"[ … ]"_s;
}

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? nameOf(node) : valueOf(node);
    case Qt::ToolTipRole:
        return toolTipText(index.column() == NameColumn ? nameOf(node) : valueOf(node));
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn && !nameOf(node).isEmpty()
            ? tr("%1: %2").arg(nameOf(node), valueOf(node))
            : valueOf(node);
    case JsonRole: {
        const QStringView text = textOf(node.member.value);
        return text.startsWith(u'"') ? unquoted(text) : indentedJson(text.toUtf8());
    }
    default:
        return {};
    }
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace headway
