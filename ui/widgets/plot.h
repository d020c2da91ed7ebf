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
    /// What stands above it, as plain text: the title, unless there is more to say.
    const QString &heading() const { return m_heading; }
    /// Why there is nothing to show; "" while there is.
    const QString &emptyText() const { return m_emptyText; }

    /// Paints it as it is shown, in its size.
    void paintPicture(QPainter &painter);

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
    void setHeading(const QString &heading);
    /// Shows @p lines, plain text, at the pointer; "": nothing.
    void showToolTip(const QString &lines);

    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();
    void paintEmptyText(QPainter &painter) const;

    QString m_title;
    QString m_heading;
    QString m_emptyText;
};

} // namespace headway
