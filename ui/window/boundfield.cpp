#include "ui/window/boundfield.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace headway {

BoundField::BoundField(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_switch(new QCheckBox(look.text, this))
    , m_number(new QDoubleSpinBox(this))
{
    m_number->setDecimals(look.decimals);
    m_number->setRange(0, look.highest);
    m_number->setValue(look.first);
    m_number->setSuffix(look.unit);
    m_number->setGroupSeparatorShown(true);
    m_number->setKeyboardTracking(false); // half of a number is none
    m_number->setEnabled(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_switch, 1); // half and half: one field below the other
    layout->addWidget(m_number, 1);
    setFocusProxy(m_switch);
    connect(m_switch, &QCheckBox::toggled, m_number, &QWidget::setEnabled);
    connect(m_switch, &QCheckBox::toggled, this, &BoundField::noteEdit);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &BoundField::noteEdit);
}

void BoundField::setBound(std::optional<double> bound)
{
    const QSignalBlocker quiet(this);
    m_switch->setChecked(bound.has_value());
    if (bound)
        m_number->setValue(*bound);
    m_isEdited = false;
}

std::optional<double> BoundField::bound() const
{
    return m_switch->isChecked() ? std::optional(m_number->value()) : std::nullopt;
}

void BoundField::setName(const QString &name)
{
    m_switch->setAccessibleName(name + u' ' + m_switch->text());
    m_number->setAccessibleName(m_switch->accessibleName());
}

void BoundField::noteEdit()
{
    m_isEdited = true;
    Q_EMIT edited();
}

} // namespace headway
