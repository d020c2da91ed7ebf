#pragma once

#include "core/model/taskstatus.h"

#include <QWidget>

#include <optional>

namespace headway {

/// The bar of ui/delegates/progressbar.h as a widget as wide as it may be.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget *parent = nullptr);

    /// @p fraction in [0, 1]; nullopt while the end is unknown.
    void setProgress(std::optional<double> fraction, TaskStatus status);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<double> m_fraction;
    TaskStatus m_status = TaskStatus::Processing;
};

} // namespace headway
