#pragma once

#include <QWidget>

#include <optional>

class QCheckBox;
class QDoubleSpinBox;

namespace headway {

/// A number that may be switched off: a bound, or none.
class BoundField : public QWidget
{
    Q_OBJECT

public:
    struct Look
    {
        QString text; ///< of the switch: what the bound does
        QString unit; ///< behind the number
        double highest = 0; ///< the lowest is 0
        int decimals = 0;
        double first = 0; ///< the number once the bound is switched on
    };

    explicit BoundField(const Look &look, QWidget *parent = nullptr);

    /// Tells nobody.
    void setBound(std::optional<double> bound);
    std::optional<double> bound() const;
    /// What it shows holds now: the user has touched nothing since.
    void settle() { m_isEdited = false; }
    /// Whether the user has touched it since setBound().
    bool isEdited() const { return m_isEdited; }
    /// For whoever only hears of the field.
    void setName(const QString &name);

Q_SIGNALS:
    void edited();

private:
    void noteEdit();

    QCheckBox *m_switch;
    QDoubleSpinBox *m_number;
    bool m_isEdited = false;
};

} // namespace headway
