#include "core/api/metricstext.h"

#include "core/wire/jsonwriter.h"

namespace headway {

namespace {

QByteArray escaped(QByteArray value)
{
    return value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

} // namespace

void MetricsText::begin(const QByteArray &name, const QByteArray &type, const QByteArray &help)
{
    m_name = name;
    m_text += "# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

void MetricsText::add(double value, const Labels &labels)
{
    QByteArrayList pairs;
    for (const auto &[name, text] : labels)
        pairs.append(name + "=\"" + escaped(text) + '"');
    m_text += m_name;
    if (!pairs.isEmpty())
        m_text += '{' + pairs.join(',') + '}';
    m_text += ' ' + wire::numberText(value) + '\n';
}

QByteArray MetricsText::contentType()
{
    return "text/plain; version=0.0.4; charset=utf-8";
}

} // namespace headway
