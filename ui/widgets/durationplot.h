#pragma once

#include "core/model/period.h"
#include "core/model/taskstatistics.h"
#include "ui/widgets/plot.h"

class QAreaSeries;
class QLineSeries;
class QScatterSeries;

namespace headway {

/// How long the runs of one command took: a point a run, the median over time, and between the
/// quartiles a band.
class DurationPlot : public Plot
{
    Q_OBJECT

public:
    explicit DurationPlot(QWidget *parent = nullptr);

    void setRuns(const QString &name, const QList<TaskRun> &runs, const Period &period);

Q_SIGNALS:
    /// The point of a run has been clicked; @p number is Task::row.
    void runChosen(quint32 number);

protected:
    void colour() override;

private:
    QScatterSeries *addPoints(const QString &name, const QList<TaskRun> &runs, bool succeeded);
    void addSpread(const QList<TaskRun> &runs, const Period &period);
    const TaskRun *runAt(QPointF point) const;

    QString m_name;
    QList<TaskRun> m_runs;
    double m_unit = 1000; ///< milliseconds
    QScatterSeries *m_succeeded = nullptr; ///< the chart's
    QScatterSeries *m_failed = nullptr; ///< the chart's
    QLineSeries *m_median = nullptr; ///< the chart's
    QAreaSeries *m_band = nullptr; ///< the chart's
};

} // namespace headway
