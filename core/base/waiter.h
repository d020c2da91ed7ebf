#pragma once

#include <QObject>
#include <QPointer>

#include <memory>

namespace headway {

class JobQueue;

/// Waits in its thread for what happens in another, and dies with its context.
class Waiter : public QObject
{
public:
    /// Wakes its waiter, once: when it is rung, or else at its own end. Any thread; after the
    /// waiter's end it does nothing.
    class Bell
    {
    public:
        Bell(Bell &&) = default;
        Bell &operator=(Bell &&) = delete;
        ~Bell();

        void ring();

    private:
        friend class Waiter;
        Bell(Waiter *waiter, std::weak_ptr<JobQueue> queue);

        QPointer<Waiter> m_waiter; ///< looked at in its own thread alone
        std::weak_ptr<JobQueue> m_queue; ///< of that thread; empty once it has rung
    };

    /// Of the current thread, as @p context is.
    explicit Waiter(QObject *context);

    Bell bell();

protected:
    /// The bell has rung; in the waiter's thread.
    virtual void wake() = 0;
};

} // namespace headway
