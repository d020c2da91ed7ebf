#pragma once

namespace headway {

class TaskTableView;

/// How wide the columns of the list are: as their texts need, and name and message share what is
/// left of the width, most of it for the message.
class ColumnWidths
{
public:
    /// @p list is borrowed.
    explicit ColumnWidths(TaskTableView &list);

    void setDefaults();
    /// Fills the width of the list: always when there is more than the columns need, and when there
    /// is less only if they filled @p before, the width until now, so that widths chosen by hand
    /// stay.
    void fill(int before);

private:
    void share(int before);
    void squeeze();
    void release();

    TaskTableView &m_list;
    int m_squeezed = 0; ///< what the message was squeezed to; 0: it is not
};

} // namespace headway
