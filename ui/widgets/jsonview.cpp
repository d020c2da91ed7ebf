#include "ui/widgets/jsonview.h"

#include "ui/models/jsonmodel.h"
#include "ui/models/jsontext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QStyledItemDelegate>

namespace headway {

namespace {

constexpr int unfoldedAtOnce = 20; ///< members of a result that is shown with its first level open

class RoomyDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        constexpr int room = 8;
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, room);
    }
};

} // namespace

JsonView::JsonView(QWidget *parent)
    : QTreeView(parent)
    , m_model(new JsonModel(this))
{
    setModel(m_model);
    setItemDelegate(new RoomyDelegate(this));
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(true);
    header()->setSectionsMovable(false);
    setAccessibleName(tr("Result of the selected task"));
}

void JsonView::setJson(const QByteArray &json)
{
    if (json == m_json)
        return;
    m_json = json;
    m_model->setJson(json);
    m_model->fetchMore({});
    for (int row = 0; row < qMin(m_model->rowCount(), unfoldedAtOnce); ++row)
        expand(m_model->index(row, JsonModel::NameColumn));
    setCurrentIndex(m_model->index(0, JsonModel::NameColumn));
    header()->resizeSection(JsonModel::NameColumn, qMax(120, width() * 2 / 5));
}

bool JsonView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept(); // the window copies the task's name with it
        return true;
    }
    return QTreeView::event(event);
}

void JsonView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTreeView::keyPressEvent(event);
}

void JsonView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), QKeySequence(QKeySequence::Copy), this, &JsonView::copy)
        ->setEnabled(currentIndex().isValid());
    menu->addAction(tr("Copy &All"), this, &JsonView::copyAll);
    menu->addAction(tr("&Unfold"), this, [this] { expandRecursively(currentIndex(), 3); })
        ->setEnabled(m_model->hasChildren(currentIndex()));
    menu->popup(event->globalPos());
}

void JsonView::copy()
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(currentIndex().data(JsonModel::JsonRole).toString());
}

void JsonView::copyAll()
{
    QGuiApplication::clipboard()->setText(indentedJson(m_json));
}

} // namespace headway
