#include "core/model/taskstatus.h"
#include "ui/delegates/icons.h"
#include "ui/delegates/progressdelegate.h"
#include "ui/delegates/statusdelegate.h"
#include "ui/delegates/statuslook.h"
#include "ui/window/appearance.h"

#include <QPainter>
#include <QSet>
#include <QStandardItemModel>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

enum Role { StatusRole = Qt::UserRole, StalledRole, FractionRole };

constexpr QRect cell(40, 40, 160, 26);

double luminance(const QColor &colour)
{
    const auto linear = [](float c) {
        return c <= 0.04045F ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

/// Source: WCAG 2.1, contrast ratio
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return qMax(x, y) / qMin(x, y);
}

} // namespace

class TestDelegates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void statusColoursAreReadable_data();
    void statusColoursAreReadable();
    void everyStatusHasItsOwnIcon();
    void barIsAsLongAsTheFraction_data();
    void barIsAsLongAsTheFraction();
    void unknownEndIsStriped();
    void nothingKnownIsEmpty();
    void nothingIsPaintedOutsideTheCell_data();
    void nothingIsPaintedOutsideTheCell();
    void sizeHintHoldsIconAndWord();
    void iconsFollowThePalette();
    void iconsAreSharpAtAnyScale();

private:
    QImage painted(const QAbstractItemDelegate &delegate, QStyle::State state = {}) const;
    static int widthOf(const QImage &image, const QColor &colour);

    QStandardItemModel m_model{1, 1};
    QPalette m_palette;
};

void TestDelegates::init()
{
    m_palette = *paletteFor(Theme::Light);
    m_model.clear();
    m_model.appendRow(new QStandardItem);
    m_model.setData(m_model.index(0, 0), u"Running"_s, Qt::DisplayRole);
    m_model.setData(m_model.index(0, 0), QVariant::fromValue(TaskStatus::Processing), StatusRole);
}

QImage TestDelegates::painted(const QAbstractItemDelegate &delegate, QStyle::State state) const
{
    QImage image(240, 110, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = cell;
    option.palette = m_palette;
    option.state = QStyle::State_Enabled | QStyle::State_Active | state;
    delegate.paint(&painter, option, m_model.index(0, 0));
    return image;
}

/// The longest run of @p colour in the middle line of the cell, in pixels.
int TestDelegates::widthOf(const QImage &image, const QColor &colour)
{
    int longest = 0;
    int run = 0;
    for (int x = 0; x < image.width(); ++x) {
        run = image.pixelColor(x, cell.center().y()) == colour ? run + 1 : 0;
        longest = qMax(longest, run);
    }
    return longest;
}

void TestDelegates::statusColoursAreReadable_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

void TestDelegates::statusColoursAreReadable()
{
    QFETCH(Theme, theme);
    const QPalette palette = *paletteFor(theme);
    for (const TaskStatus status : allTaskStatuses) {
        for (const bool stalled : {false, true}) {
            const QColor colour = statusColour(status, stalled, palette);
            QVERIFY(contrast(colour, palette.color(QPalette::Base)) >= 4.5);
            QVERIFY(contrast(colour, palette.color(QPalette::AlternateBase)) >= 4.5);
        }
    }
    QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base))
            >= 4.5);
    QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight))
            >= 4.5);
}

void TestDelegates::everyStatusHasItsOwnIcon()
{
    QSet<QString> names;
    for (const TaskStatus status : allTaskStatuses) {
        names += statusIconName(status, false);
        const QPixmap icon = tintedPixmap(statusIconName(status, false), Qt::black, 16, 1);
        QCOMPARE(icon.size(), QSize(16, 16));
    }
    QCOMPARE(names.size(), qsizetype(allTaskStatuses.size()));
    QVERIFY(!names.contains(statusIconName(TaskStatus::Processing, true)));
}

void TestDelegates::barIsAsLongAsTheFraction_data()
{
    QTest::addColumn<double>("fraction");
    for (const double fraction : {0.0, 0.25, 0.5, 1.0})
        QTest::addRow("%g", fraction) << fraction;
}

void TestDelegates::barIsAsLongAsTheFraction()
{
    QFETCH(double, fraction);
    const ProgressDelegate delegate(FractionRole, StatusRole);
    const QColor colour = statusColour(TaskStatus::Processing, false, m_palette);
    m_model.setData(m_model.index(0, 0), QString(), Qt::DisplayRole);
    m_model.setData(m_model.index(0, 0), 1.0, FractionRole);
    const int full = widthOf(painted(delegate), colour);
    QVERIFY(full > 60);
    m_model.setData(m_model.index(0, 0), fraction, FractionRole);
    QVERIFY(qAbs(widthOf(painted(delegate), colour) - full * fraction) <= 1);
}

void TestDelegates::unknownEndIsStriped()
{
    const ProgressDelegate delegate(FractionRole, StatusRole);
    const QImage busy = painted(delegate);
    m_model.setData(m_model.index(0, 0), 1.0, FractionRole);
    QVERIFY(busy != painted(delegate));
    QSet<QRgb> shades;
    for (int x = cell.left() + 10; x < cell.left() + 40; ++x)
        shades += busy.pixel(x, cell.center().y());
    QVERIFY(shades.size() > 2);
}

void TestDelegates::nothingKnownIsEmpty()
{
    const ProgressDelegate delegate(FractionRole, StatusRole);
    m_model.setData(m_model.index(0, 0), QVariant::fromValue(TaskStatus::Pending), StatusRole);
    m_model.setData(m_model.index(0, 0), QString(), Qt::DisplayRole);
    QImage nothing(240, 110, QImage::Format_ARGB32);
    nothing.fill(Qt::transparent);
    QCOMPARE(painted(delegate), nothing);
}

void TestDelegates::nothingIsPaintedOutsideTheCell_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("long") << QString(400, u'W');
    QTest::newRow("stacked accents") << QString(u'a' + QString(40, QChar(0x301)));
}

void TestDelegates::nothingIsPaintedOutsideTheCell()
{
    QFETCH(QString, text);
    m_model.setData(m_model.index(0, 0), text, Qt::DisplayRole);
    m_model.setData(m_model.index(0, 0), 0.5, FractionRole);
    const ProgressDelegate progress(FractionRole, StatusRole);
    const StatusDelegate status(StatusRole, StalledRole);
    for (const QAbstractItemDelegate *delegate :
         {static_cast<const QAbstractItemDelegate *>(&progress),
          static_cast<const QAbstractItemDelegate *>(&status)}) {
        QImage image = painted(*delegate, QStyle::State_Selected);
        QPainter painter(&image);
        painter.setCompositionMode(QPainter::CompositionMode_Clear);
        painter.fillRect(cell, Qt::transparent);
        painter.end();
        QImage nothing(image.size(), image.format());
        nothing.fill(Qt::transparent);
        QCOMPARE(image, nothing);
    }
}

void TestDelegates::sizeHintHoldsIconAndWord()
{
    const StatusDelegate delegate(StatusRole, StalledRole);
    QStyleOptionViewItem option;
    const QSize hint = delegate.sizeHint(option, m_model.index(0, 0));
    const int word = option.fontMetrics.horizontalAdvance(u"Running"_s);
    QVERIFY(hint.width() >= word + option.fontMetrics.height());
    QVERIFY(hint.height() > option.fontMetrics.height());
}

void TestDelegates::iconsFollowThePalette()
{
    const QIcon icon = paletteIcon(u"search"_s);
    qApp->setPalette(*paletteFor(Theme::Light));
    const QImage light = icon.pixmap(16).toImage();
    qApp->setPalette(*paletteFor(Theme::Dark));
    const QImage dark = icon.pixmap(16).toImage();
    QVERIFY(light != dark);
    QVERIFY(icon.pixmap(16, QIcon::Disabled).toImage() != dark);
}

void TestDelegates::iconsAreSharpAtAnyScale()
{
    const QPixmap pixmap = tintedPixmap(u"failed"_s, Qt::red, 16, 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(16, 16));
    QCOMPARE(paletteIcon(u"search"_s).pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
}

QTEST_MAIN(TestDelegates)
#include "tst_delegates.moc"
