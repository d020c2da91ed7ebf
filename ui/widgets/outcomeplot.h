#pragma once

#include "ui/models/figures.h"
#include "ui/widgets/plot.h"

class QBarSet;
class QLineSeries;

namespace headway {

/// What ended on each day, by how it did, and how much of it failed.
class OutcomePlot : public Plot
{
    Q_OBJECT

public:
    explicit OutcomePlot(QWidget *parent = nullptr);

    void setDays(const QList<DayFigures> &days);

protected:
    void colour() override;

private:
    void addBars(qint64 most);
    void addRate();

    QList<DayFigures> m_days;
    QBarSet *m_completed = nullptr; ///< the chart's
    QBarSet *m_cancelled = nullptr; ///< the chart's
    QBarSet *m_failed = nullptr; ///< the chart's
    QLineSeries *m_rate = nullptr; ///< the chart's
};

} // namespace headway
