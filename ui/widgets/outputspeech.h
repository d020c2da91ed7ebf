#pragma once

#include <QAccessibleWidget>

namespace headway {

class OutputView;

/// An output as a screen reader meets it: a terminal whose value is the text in sight.
class OutputSpeech final : public QAccessibleWidget
{
public:
    explicit OutputSpeech(OutputView &view);

    /// Lets every OutputView be heard; once is enough, and again does no harm.
    static void install();

    QString text(QAccessible::Text kind) const override;
    QAccessible::State state() const override;

private:
    const OutputView &m_view;
};

} // namespace headway
