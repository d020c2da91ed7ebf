#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace headway {

/// Writes metrics for Prometheus. Source: its text exposition format, version 0.0.4
class MetricsText
{
public:
    using Labels = QList<std::pair<QByteArray, QByteArray>>;

    /// Begins a metric; what is added goes to it. @p type is "gauge" or "counter"; @p help is one
    /// line of plain text.
    void begin(const QByteArray &name, const QByteArray &type, const QByteArray &help);
    void add(double value, const Labels &labels = {});

    const QByteArray &text() const { return m_text; }
    static QByteArray contentType();

private:
    QByteArray m_name;
    QByteArray m_text;
};

} // namespace headway
