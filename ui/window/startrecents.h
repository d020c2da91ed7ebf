#pragma once

#include "ui/window/commandstarter.h"

namespace headway {

class ViewState;

/// The commands that an account has started from the window last, the newest first, each once.
class StartRecents
{
public:
    static constexpr qsizetype mostKept = 20;

    /// @p view is borrowed and outlives this.
    explicit StartRecents(ViewState &view)
        : m_view(view)
    {
    }

    QList<StartRequest> list() const;
    void add(const StartRequest &request);

private:
    ViewState &m_view;
};

} // namespace headway
