#include "ui/desktop/jobview.h"

#include "ui/desktop/buscall.h"
#include "ui/desktop/jobviewsignals.h"
#include "ui/models/plaintext.h"
#include "ui/models/taskwords.h"

#include <QCoreApplication>
#include <QDBusObjectPath>
#include <QPointer>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype jobLineLength = 160;
constexpr int mayBeCancelled = 1;
constexpr int mayBePaused = 2;

QString viewInterface()
{
    return u"org.kde.JobViewV3"_s;
}

QDBusMessage callOf(const QString &path, const QString &interface, const QString &method)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(u"org.kde.JobViewServer"_s, path, interface, method);
    call.setAutoStartService(false);
    return call;
}

/// As if the job had been cancelled, on which the server says nothing: we tell the end ourselves.
void terminate(const QDBusConnection &bus, const QString &path)
{
    constexpr uint silently = 1; // KJob::KilledJobError
    if (path.isEmpty())
        return;
    QDBusMessage call = callOf(path, viewInterface(), u"terminate"_s);
    call.setArguments({silently, QString(), QVariantMap()});
    bus.send(call);
}

/// Nothing says whether the list takes text for markup: so there is none in it.
QString lineOf(const QString &text)
{
    return oneLine(text, jobLineLength).replace(u'<', u'‹');
}

QVariantMap propertiesOf(const Task &task)
{
    QVariantMap properties{{u"title"_s, lineOf(task.name)},
                           {u"infoMessage"_s, lineOf(headlineOf(task))},
                           {u"suspended"_s, task.status == TaskStatus::Paused}};
    if (const std::optional<double> fraction = shownFraction(task))
        properties.insert(u"percent"_s, static_cast<uint>(*fraction * 100));
    return properties;
}

} // namespace

JobView::JobView(const QDBusConnection &bus, const Task &task, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_wanted(propertiesOf(task))
{
    request(task);
}

JobView::~JobView()
{
    terminate(m_bus, m_path);
}

/// The answer may come when this is over, and then the view that was made is not wanted any more.
void JobView::request(const Task &task)
{
    QDBusMessage call = callOf(u"/JobViewServer"_s, u"org.kde.JobViewServerV2"_s, u"requestView"_s);
    call.setArguments({u"headway"_s, mayBeCancelled | mayBePaused,
                       QVariantMap{{u"title"_s, lineOf(task.name)}, {u"transient"_s, true}}});
    callBus(m_bus, call, QCoreApplication::instance(),
            [self = QPointer<JobView>(this), bus = m_bus](const QDBusMessage &answer) {
                const QString path = firstOf(answer).value<QDBusObjectPath>().path();
                if (self)
                    self->take(path);
                else
                    terminate(bus, path);
            });
}

void JobView::take(const QString &path)
{
    if (path.isEmpty())
        return;
    m_path = path;
    const auto *asked = new JobViewSignals(path, m_bus, this);
    connect(asked, &JobViewSignals::suspendRequested, this, &JobView::pauseWanted);
    connect(asked, &JobViewSignals::resumeRequested, this, &JobView::resumeWanted);
    connect(asked, &JobViewSignals::cancelRequested, this, &JobView::cancelWanted);
    update(m_wanted);
}

void JobView::show(const Task &task)
{
    m_wanted = propertiesOf(task);
    QVariantMap changed;
    for (auto each = m_wanted.cbegin(); each != m_wanted.cend(); ++each) {
        if (m_told.value(each.key()) != each.value())
            changed.insert(each.key(), each.value());
    }
    if (!m_path.isEmpty() && !changed.isEmpty())
        update(changed);
}

void JobView::update(const QVariantMap &properties)
{
    QDBusMessage call = callOf(m_path, viewInterface(), u"update"_s);
    call.setArguments({properties});
    m_bus.send(call);
    m_told = m_wanted;
}

} // namespace headway
