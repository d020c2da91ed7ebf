#pragma once

#include <QColor>
#include <QWidget>

#include <optional>

namespace headway {

/// An icon of ui/delegates/icons.h, sharp at any scale and in a colour that follows the palette.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    /// @p side is its height and width in device-independent pixels.
    explicit IconLabel(int side, QWidget *parent = nullptr);

    /// With no colour it is drawn in the palette's dimmed text colour.
    void setIcon(const QString &name, const std::optional<QColor> &colour = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    std::optional<QColor> m_colour;
};

} // namespace headway
