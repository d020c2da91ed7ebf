#pragma once

#include "app/cli/sessionverb.h"

namespace headway {

/// A verb that does the same to each of the tasks it is given, one after the other. What goes wrong
/// with one is told and does not keep it from the next; the first error gives the exit code.
class EachTaskVerb : public SessionVerb
{
    Q_OBJECT

public:
    ~EachTaskVerb() override;

protected:
    EachTaskVerb();

    Result<void> check() override;
    void begin() final;

    /// Ends in goOn(), once.
    virtual void act(TaskId id) = 0;
    /// With the next task; @p exitCode is what this one gives.
    void goOn(int exitCode = Done);
    /// The same after an error, which is told.
    void goOn(const Error &error);
    /// When all have been done: before the end.
    virtual void finish() { }

private:
    void next();

    QStringList m_words; ///< of the tasks that are still to come
    QString m_word; ///< of the task at hand
    int m_exitCode = Done;
};

} // namespace headway
