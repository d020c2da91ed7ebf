#pragma once

#include "core/base/result.h"

#include <QString>

namespace headway {

/// A file that does nothing but take room on the disk, to be given up when there is no other left:
/// then what makes room can still be written. Mode 0600, really allocated. Empty once it has been
/// given up; a disk on which it never had room does without.
class Reserve
{
public:
    explicit Reserve(QString file);

    /// Sees that there is room for more than itself, and makes it unless it is there.
    /// Errors: StorageFull, StorageFailed; then nothing has changed.
    Result<void> make() const;
    /// @return whether that has made room
    bool giveUp() const;

private:
    enum class Presence { Never, GivenUp, There };

    Presence presence() const;

    QString m_file;
};

} // namespace headway
