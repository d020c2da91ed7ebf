#pragma once

#include <QCache>
#include <QStyleOptionViewItem>
#include <QTextLayout>

class QPainter;

namespace headway {

/// Draws texts in one line, and keeps how the last ones were laid out, which takes longer than to
/// draw them: most cells of a list show what they or others have shown just before.
class DrawnLines
{
public:
    DrawnLines();

    /// Draws @p text in @p area with the painter's pen, elided where it is too long.
    void draw(QPainter *painter, const QRect &area, Qt::Alignment alignment, const QString &text,
              const QStyleOptionViewItem &option);

private:
    struct Key
    {
        QString text;
        int width; ///< that it is elided to; -1: it is not
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.text, key.width);
        }
    };
    struct Line
    {
        Line(const QString &text, const QFont &font, Qt::LayoutDirection direction,
             QPaintDevice *device);

        QTextLayout layout;
        QTextLine line;
    };

    void keepFor(const QStyleOptionViewItem &option, const QPaintDevice &device);
    Line *lineOf(const Key &key, const QStyleOptionViewItem &option, QPaintDevice *device);

    QCache<Key, Line> m_lines;
    QFont m_font; ///< all of m_lines are laid out for this, and for
    Qt::LayoutDirection m_direction = Qt::LayoutDirectionAuto;
    int m_dotsPerInch = 0;
};

} // namespace headway
