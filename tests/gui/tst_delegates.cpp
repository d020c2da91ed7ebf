#include "core/model/taskstatus.h"
#include "ui/delegates/contrast.h"
#include "ui/delegates/icons.h"
#include "ui/delegates/namedelegate.h"
#include "ui/delegates/progressdelegate.h"
#include "ui/delegates/statusdelegate.h"
#include "ui/delegates/statuslook.h"
#include "ui/widgets/headstyle.h"
#include "ui/window/appearance.h"
#include "ui/window/contraststyle.h"

#include <QMenu>
#include <QPainter>
#include <QSet>
#include <QStandardItemModel>
#include <QStyleOption>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

enum Role { StatusRole = Qt::UserRole, StalledRole, FractionRole, PinnedRole };

constexpr QRect cell(40, 40, 160, 26);

constexpr SystemLook lightSystem{SystemLook::Scheme::Light, false};
constexpr SystemLook darkSystem{SystemLook::Scheme::Dark, false};

/// Every text and what it stands on.
constexpr std::pair<QPalette::ColorRole, QPalette::ColorRole> texts[] = {
    {QPalette::WindowText, QPalette::Window},
    {QPalette::Text, QPalette::Base},
    {QPalette::Text, QPalette::AlternateBase},
    {QPalette::ButtonText, QPalette::Button},
    {QPalette::BrightText, QPalette::Window},
    {QPalette::PlaceholderText, QPalette::Base},
    {QPalette::PlaceholderText, QPalette::Window},
    {QPalette::ToolTipText, QPalette::ToolTipBase},
    {QPalette::HighlightedText, QPalette::Highlight},
    {QPalette::Link, QPalette::Base},
    {QPalette::LinkVisited, QPalette::Window},
};

} // namespace

class TestDelegates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void statusColoursAreReadable_data();
    void statusColoursAreReadable();
    void highContrastIsReadable_data();
    void highContrastIsReadable();
    void controlsAreOutlinedInWhiteOnBlack();
    void menuIsReadable_data();
    void menuIsReadable();
    void menuIsOutlinedInTheDark();
    void headsAreDividedInWhiteOnBlack();
    void systemDecidesWhereItIsAsked_data();
    void systemDecidesWhereItIsAsked();
    void everyStatusHasItsOwnIcon();
    void barIsAsLongAsTheFraction_data();
    void barIsAsLongAsTheFraction();
    void unknownEndIsStriped();
    void nothingKnownIsEmpty();
    void nothingIsPaintedOutsideTheCell_data();
    void nothingIsPaintedOutsideTheCell();
    void pinIsPaintedBehindTheName();
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
    qApp->setPalette(QPalette());
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

void TestDelegates::highContrastIsReadable_data()
{
    QTest::addColumn<SystemLook>("look");
    QTest::newRow("black on white") << lightSystem;
    QTest::newRow("white on black") << darkSystem;
}

void TestDelegates::highContrastIsReadable()
{
    QFETCH(SystemLook, look);
    constexpr double enough = 7;
    const QPalette palette = *paletteFor(Theme::HighContrast, look);
    QVERIFY(isHighContrast(palette));
    QCOMPARE(isDark(palette), look == darkSystem);
    int tooFaint = 0;
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
        for (const auto &[text, ground] : texts)
            tooFaint += contrast(palette.color(group, text), palette.color(group, ground)) < enough;
    }
    for (const TaskStatus status : allTaskStatuses) {
        for (const bool stalled : {false, true}) {
            const QColor colour = statusColour(status, stalled, palette);
            tooFaint += contrast(colour, palette.color(QPalette::Base)) < enough;
            tooFaint += contrast(colour, palette.color(QPalette::AlternateBase)) < enough;
        }
    }
    QCOMPARE(tooFaint, 0);
}

/// All of Fusion's own shades of them are black there.
void TestDelegates::controlsAreOutlinedInWhiteOnBlack()
{
    const ContrastStyle style;
    const QPalette palette = *paletteFor(Theme::HighContrast, darkSystem);
    const auto countBright = [](const std::function<void(QPainter &)> &draw) {
        QImage image(40, 200, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        draw(painter);
        int bright = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                bright += image.pixelColor(x, y).lightness() > 200;
        }
        return bright;
    };
    QStyleOptionButton radio;
    radio.rect = {4, 4, 14, 14};
    radio.palette = palette;
    radio.state = QStyle::State_Enabled | QStyle::State_Off;
    QVERIFY(countBright([&](QPainter &painter) {
                style.drawPrimitive(QStyle::PE_IndicatorRadioButton, &radio, &painter, nullptr);
            })
            >= 12);
    QStyleOptionSlider bar;
    bar.rect = {4, 4, 16, 180};
    bar.palette = palette;
    bar.orientation = Qt::Vertical;
    bar.maximum = 100;
    bar.pageStep = 100;
    bar.subControls = QStyle::SC_All;
    bar.state = QStyle::State_Enabled;
    const auto drawBar = [&](QPainter &painter) {
        style.drawComplexControl(QStyle::CC_ScrollBar, &bar, &painter, nullptr);
    };
    const int atItsTop = countBright(drawBar);
    QVERIFY(atItsTop >= 100);
    bar.sliderPosition = bar.sliderValue = 50;
    QVERIFY(countBright(drawBar) >= atItsTop + 8); // there is an arrow upwards, too
}

void TestDelegates::menuIsReadable_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<SystemLook>("look");
    QTest::newRow("light") << Theme::Light << SystemLook();
    QTest::newRow("dark") << Theme::Dark << SystemLook();
    QTest::newRow("black on white") << Theme::HighContrast << lightSystem;
    QTest::newRow("white on black") << Theme::HighContrast << darkSystem;
}

void TestDelegates::menuIsReadable()
{
    QFETCH(Theme, theme);
    QFETCH(SystemLook, look);
    const PlainStyle style;
    qApp->setPalette(*paletteFor(theme, look));
    QStyleOptionMenuItem item;
    item.rect = {0, 0, 200, 24};
    item.palette = qApp->palette();
    item.state = QStyle::State_Enabled | QStyle::State_Selected;
    item.menuItemType = QStyleOptionMenuItem::Normal;
    item.icon = paletteIcon(u"list"_s);
    item.maxIconWidth = 24;
    QImage image(item.rect.size(), QImage::Format_RGB32);
    QPainter painter(&image);
    style.drawControl(QStyle::CE_MenuItem, &item, &painter, nullptr);
    const QColor ground = item.palette.color(QPalette::Highlight);
    double best = 1;
    for (int x = 4; x < item.maxIconWidth; ++x) {
        for (int y = 4; y < 20; ++y)
            best = qMax(best, contrast(image.pixelColor(x, y), ground));
    }
    QVERIFY2(best >= 4.5, qPrintable(QString::number(best)));
    // A shadow would blur it in the dark.
    QVERIFY(!style.styleHint(QStyle::SH_EtchDisabledText, &item, nullptr, nullptr));
}

void TestDelegates::menuIsOutlinedInTheDark()
{
    ContrastStyle style;
    QMenu menu;
    menu.setStyle(&style);
    menu.addAction(u"Entry"_s);
    for (const SystemLook &look : {SystemLook(), darkSystem}) {
        const bool isPlain = look == SystemLook();
        const QPalette palette = *paletteFor(isPlain ? Theme::Dark : Theme::HighContrast, look);
        menu.setPalette(palette);
        menu.setActiveAction(menu.actions().constFirst());
        const QImage image = menu.grab().toImage();
        const QColor line =
            palette.color(isPlain ? QPalette::PlaceholderText : QPalette::WindowText);
        QCOMPARE(image.pixelColor(0, image.height() / 2), line);
        QCOMPARE(image.pixelColor(image.width() - 1, image.height() / 2), line);
    }
}

void TestDelegates::headsAreDividedInWhiteOnBlack()
{
    const HeadStyle style;
    QStyleOptionHeader head;
    head.rect = {0, 0, 80, 24};
    head.palette = *paletteFor(Theme::HighContrast, darkSystem);
    head.state = QStyle::State_Enabled;
    QImage image(head.rect.size(), QImage::Format_RGB32);
    QPainter painter(&image);
    style.drawControl(QStyle::CE_HeaderSection, &head, &painter, nullptr);
    QCOMPARE(image.pixelColor(79, 12), QColor(Qt::white));
    QCOMPARE(image.pixelColor(40, 23), QColor(Qt::white));
}

void TestDelegates::systemDecidesWhereItIsAsked_data()
{
    using Scheme = SystemLook::Scheme;
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<SystemLook>("look");
    QTest::addColumn<Theme>("platform");
    QTest::addColumn<bool>("isOwn"); // or the platform's palette holds
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("highContrast");
    const auto row = [](const char *name, Theme theme, SystemLook look, Theme platform, bool isOwn,
                        bool dark, bool highContrast) {
        QTest::newRow(name) << theme << look << platform << isOwn << dark << highContrast;
    };
    const SystemLook nothing;
    const SystemLook contrasting{Scheme::Unknown, true};
    using enum Theme;
    row("nothing known", System, nothing, Light, false, false, false);
    row("dark platform", System, nothing, Dark, false, true, false);
    row("dark said", System, darkSystem, Light, true, true, false);
    row("dark said and shown", System, darkSystem, Dark, false, true, false);
    row("light said", System, lightSystem, Dark, true, false, false);
    row("contrast said", System, contrasting, Light, true, false, true);
    row("contrast and dark said", System, {Scheme::Dark, true}, Light, true, true, true);
    row("contrast on a dark platform", System, contrasting, Dark, true, true, true);
    row("contrast said and shown", System, contrasting, HighContrast, false, true, true);
    row("contrast chosen", HighContrast, nothing, Light, true, false, true);
    row("contrast chosen in the dark", HighContrast, darkSystem, Light, true, true, true);
    row("light chosen", Light, {Scheme::Dark, true}, Dark, true, false, false);
    row("dark chosen", Dark, lightSystem, Light, true, true, false);
}

void TestDelegates::systemDecidesWhereItIsAsked()
{
    QFETCH(Theme, theme);
    QFETCH(SystemLook, look);
    QFETCH(Theme, platform);
    const QPalette shown = *paletteFor(platform, darkSystem);
    const std::optional<QPalette> own = paletteFor(theme, look, shown);
    QTEST(own.has_value(), "isOwn");
    QTEST(isDark(own.value_or(shown)), "dark");
    QTEST(isHighContrast(own.value_or(shown)), "highContrast");
    QCOMPARE(systemLookFromWords(wordsOf(look)), look);
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

void TestDelegates::pinIsPaintedBehindTheName()
{
    const NameDelegate delegate(PinnedRole);
    const QImage plain = painted(delegate);
    m_model.setData(m_model.index(0, 0), true, PinnedRole);
    const QImage pinned = painted(delegate);
    QRect changed;
    for (int y = 0; y < plain.height(); ++y) {
        for (int x = 0; x < plain.width(); ++x) {
            if (plain.pixel(x, y) != pinned.pixel(x, y))
                changed |= QRect(x, y, 1, 1);
        }
    }
    QVERIFY(changed.isValid());
    QVERIFY(cell.contains(changed));
    QVERIFY(changed.left() > cell.center().x());
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
