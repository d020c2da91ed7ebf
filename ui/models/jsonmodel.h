#pragma once

#include "ui/models/jsonscanner.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace headway {

/// A JSON text as a tree: what stands in it, in its order and as it is written. Only what is
/// unfolded is read, a few hundred members at a time.
class JsonModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    enum Role { JsonRole = Qt::UserRole }; ///< the value's own text, laid out

    explicit JsonModel(QObject *parent = nullptr);
    ~JsonModel() override;

    void setJson(const QByteArray &json);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node
    {
        Node *parent = nullptr;
        int row = 0;
        JsonMember member;
        std::vector<std::unique_ptr<Node>> children; ///< those read so far
        qsizetype next = 0; ///< where the next child is read
        bool isRead = false; ///< there are no more
    };

    Node &nodeOf(const QModelIndex &index) const;
    QStringView textOf(const JsonSpan &span) const;
    bool isContainer(const Node &node) const;
    bool hasMore(const Node &node) const;
    std::vector<std::unique_ptr<Node>> readMore(Node &node) const;
    QString nameOf(const Node &node) const;
    QString valueOf(const Node &node) const;

    QString m_json;
    std::unique_ptr<Node> m_root; ///< the whole value; what is not foldable is its only child
    bool m_isReading = false; ///< whoever is told of rows may ask for more at once
};

} // namespace headway
