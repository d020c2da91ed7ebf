#pragma once

#include <QChartView>

namespace headway {

/// A chart in the colours and the font of the window, whatever they become. What it shows is said
/// in words as well, for a screen reader; where there is nothing to show, a sentence stands for it.
class Plot : public QChartView
{
    Q_OBJECT

public:
    explicit Plot(const QString &title, QWidget *parent = nullptr);
    ~Plot() override;

    const QString &title() const { return m_title; }
    /// Why there is nothing to show; "" while there is.
    const QString &emptyText() const { return m_emptyText; }

    QSize sizeHint() const override;

protected:
    /// Gives series their colours out of the palette; called after every setSeries() and whenever
    /// the palette has changed.
    virtual void colour() = 0;
    /// Takes all series and axes away.
    void clear();
    void setAxes(QAbstractAxis *bottom, QAbstractAxis *left);
    /// To be called when all series are there. @p summary says in a sentence what they show.
    void showSeries(const QString &summary);
    void showEmpty(const QString &text);
    /// Shows @p lines, plain text, at the pointer; "": nothing.
    void showToolTip(const QString &lines);

    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    QString m_title;
    QString m_emptyText;
};

} // namespace headway
