// Measures the list of the window with a long history and many live tasks, beside a plain
// QAbstractTableModel with a QSortFilterProxyModel: listmodel [ROWS [LIVE]]. Prints a table. By
// parts: listmodel --fill DIR ROWS LIVE, listmodel --ours DIR, listmodel --plain ROWS LIVE.

#include "core/base/datadirectory.h"
#include "core/base/future.h"
#include "core/base/heap.h"
#include "core/base/privatefile.h"
#include "core/service/service.h"
#include "core/store/accountstore.h"
#include "core/store/database.h"
#include "tests/bench/orabort.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/tasksearch.h"
#include "ui/window/taskspage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QProcess>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <optional>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int updatesASecond = 10'000;
constexpr int inSight = 30; // rows that change in every batch
constexpr auto batchEvery = 4ms;
constexpr int changedAtOnce = 10'000;

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double cpuSeconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double residentMegabytes()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').at(1).toDouble() / 1024;
    }
    return 0;
}

void report(const char *what, double value)
{
    std::printf("%s\t%.1f\n", what, value);
    std::fflush(stdout);
}

/// How long an event waits for the window's thread: asked for every millisecond from outside. Of
/// that the thread need not have worked all the time: others want the processor, too.
class GapMeter : public QObject
{
public:
    GapMeter()
    {
        m_thread = QThread::create([this] {
            while (!m_ends) {
                QThread::usleep(1000);
                if (m_isPosted.exchange(true))
                    continue;
                m_posted.start();
                QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
            }
        });
        m_thread->start(QThread::TimeCriticalPriority);
    }
    ~GapMeter() override
    {
        m_ends = true;
        m_thread->wait();
        delete m_thread;
    }
    void begin() { m_longest = m_longestWork = 0; }
    double longest() const { return m_longest; }
    /// The most that the thread has worked from one such event to the next.
    double longestWork() const { return m_longestWork; }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_longest = qMax(m_longest, milliseconds(m_posted));
        const double worked = 1e3 * cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        m_longestWork = qMax(m_longestWork, worked - std::exchange(m_worked, worked));
        m_isPosted = false;
        return true;
    }

private:
    QThread *m_thread = nullptr;
    QElapsedTimer m_posted;
    double m_longest = 0;
    double m_longestWork = 0;
    double m_worked = 0; ///< until the event before, in milliseconds
    std::atomic<bool> m_isPosted = false;
    std::atomic<bool> m_ends = false;
};

/// Lets the window live until @p isDone or the time is over.
template <typename Done>
bool waitFor(std::chrono::milliseconds atMost, Done isDone)
{
    QElapsedTimer timer;
    timer.start();
    while (!isDone()) {
        if (milliseconds(timer) > static_cast<double>(atMost.count()))
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); // the GapMeter sees to some
    }
    return true;
}

void live(std::chrono::milliseconds time)
{
    waitFor(time, [] { return false; });
}

/// What is measured of either list.
class Subject
{
public:
    virtual ~Subject() = default;
    virtual void open() = 0;
    virtual QTableView *view() = 0;
    virtual void search(const QString &text) = 0;
    /// Whether all that was asked for has come, and what can be seen of it.
    virtual bool isShown() = 0;
    /// Of the tasks in sight those that have ended, from the top; nullopt while one has not come.
    virtual std::optional<QList<quint32>> endedInSight() = 0;
    /// The first @p count of all ended tasks that are listed.
    virtual QList<quint32> firstEnded(qsizetype count) = 0;
    /// Changes @p count live tasks at once.
    virtual void change(int count) = 0;
};

/// Tells when a list has been painted as it is meant to be.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(Subject &subject)
        : m_subject(subject)
    {
        subject.view()->viewport()->installEventFilter(this);
    }
    void begin()
    {
        m_isPainted = false;
        m_sights.clear();
        m_timer.start();
    }
    bool isPainted() const { return m_isPainted; }
    /// How long after begin() the tasks in sight were painted that stand there by now. Of the live
    /// ones those that match are known at once, and go on changing.
    double sinceWhen() const
    {
        double since = milliseconds(m_timer);
        for (auto sight = m_sights.crbegin(); sight != m_sights.crend(); ++sight) {
            if (!sight->ended || *sight->ended != m_subject.firstEnded(sight->ended->size()))
                break;
            since = sight->at;
        }
        return since;
    }

protected:
    /// Before it is painted: only that takes time then.
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || m_isPainting)
            return false;
        m_isPainting = true;
        QCoreApplication::sendEvent(watched, event);
        m_isPainting = false;
        m_isPainted = m_isPainted || m_subject.isShown();
        m_sights.append({milliseconds(m_timer), m_subject.endedInSight()});
        return true;
    }

private:
    struct Sight
    {
        double at;
        std::optional<QList<quint32>> ended;
    };

    Subject &m_subject;
    QElapsedTimer m_timer;
    QList<Sight> m_sights;
    bool m_isPainting = false;
    bool m_isPainted = false;
};

class Measurement
{
public:
    explicit Measurement(Subject &subject)
        : m_subject(subject)
    {
    }

    void run()
    {
        live(200ms);
        gap("opening", [this] { m_subject.open(); });
        PaintWatch watch(m_subject);
        m_watch = &watch;
        QTimer feeder;
        feeder.setTimerType(Qt::PreciseTimer);
        QElapsedTimer since;
        since.start();
        qint64 told = 0;
        // As the engine's batches come: so many a second, however late the timer is.
        QObject::connect(&feeder, &QTimer::timeout, [&] {
            const qint64 due = since.elapsed() * updatesASecond / 1000 - told;
            told += due;
            m_subject.change(static_cast<int>(qMin<qint64>(due, updatesASecond)));
        });
        feeder.start(batchEvery);
        live(500ms);
        measureCpu();
        gap("sorting by name", [this] { sortBy(TaskTableModel::NameColumn); });
        gap("sorting by a live column", [this] { sortBy(TaskTableModel::ProgressColumn); });
        gap("back to the newest",
            [this] { m_subject.view()->sortByColumn(-1, Qt::AscendingOrder); });
        measureSearch();
        gap("scrolling at random", [this] { scroll(); });
        report("resident, MB", residentMegabytes());
        gap("10,000 changes at once", [this] { m_subject.change(changedAtOnce); });
        feeder.stop();
    }

private:
    template <typename Action>
    void gap(const char *what, Action action)
    {
        m_meter.begin();
        QElapsedTimer timer;
        timer.start();
        if (m_watch)
            m_watch->begin();
        action();
        m_subject.view()->viewport()->update();
        waitFor(60s, [this] { return m_watch ? m_watch->isPainted() : m_subject.isShown(); });
        const double took = milliseconds(timer);
        live(500ms);
        reportGap(what);
        report(qPrintable(u"until painted, %1"_s.arg(QString::fromLatin1(what))), took);
    }

    void reportGap(const char *what)
    {
        report(qPrintable(u"gap, %1"_s.arg(QString::fromLatin1(what))), m_meter.longest());
        report(qPrintable(u"work, %1"_s.arg(QString::fromLatin1(what))), m_meter.longestWork());
    }

    void measureCpu()
    {
        const double thread = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        QElapsedTimer timer;
        timer.start();
        m_meter.begin();
        live(5s);
        const double share = (cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - thread) / milliseconds(timer);
        reportGap("all rows in sight change");
        report("CPU of the window's thread, %", share * 1e5);
    }

    void sortBy(int column) { m_subject.view()->sortByColumn(column, Qt::AscendingOrder); }

    void measureSearch()
    {
        live(20s); // a user has looked at the list before
        double longest = 0;
        double longestGap = 0;
        double longestWork = 0;
        for (const QString &text : {u"s"_s, u"sc"_s, u"scene 9"_s, u"scene 99"_s, u"SCENE 9999"_s,
                                    u"STRAßE 7"_s, u"ÆRØ"_s, u""_s}) {
            m_meter.begin();
            m_watch->begin();
            QElapsedTimer timer;
            timer.start();
            m_subject.search(text);
            waitFor(60s, [this] { return m_subject.isShown(); });
            const double shown = milliseconds(timer);
            m_subject.view()->viewport()->update();
            waitFor(60s, [this] { return m_watch->isPainted(); });
            const double all = milliseconds(timer);
            const double took = m_watch->sinceWhen();
            longest = qMax(longest, took);
            live(200ms);
            longestGap = qMax(longestGap, m_meter.longest());
            longestWork = qMax(longestWork, m_meter.longestWork());
            std::fprintf(
                stderr,
                "\"%s\": painted after %.1f ms, all known after %.1f, painted once more by "
                "%.1f, gap %.1f, work %.1f\n",
                qPrintable(text), took, shown, all, m_meter.longest(), m_meter.longestWork());
        }
        report("gap, searching", longestGap);
        report("work, searching", longestWork);
        report("keystroke until painted, longest", longest);
    }

    void scroll()
    {
        QScrollBar *bar = m_subject.view()->verticalScrollBar();
        for (int i = 0; i < 60; ++i) {
            bar->setValue(QRandomGenerator::global()->bounded(bar->maximum() + 1));
            live(20ms);
        }
        m_watch->begin();
        bar->setValue(bar->maximum() / 2);
    }

    Subject &m_subject;
    GapMeter m_meter;
    PaintWatch *m_watch = nullptr;
};

QString nameOf(qint64 number)
{
    return number % 10 == 0 ? u"Straße %1 nach Ærø"_s.arg(number)
                            : u"Render scene %1"_s.arg(number);
}

/// The window's page on a service that holds the tasks. The changes are made here: what is measured
/// is the window, and not the engine.
class OurList : public Subject
{
public:
    explicit OurList(const QString &directory)
        : m_service(valueOf(
            Service::open(DataDirectory::resolve(directory), u"bench@example.org"_s, m_clock)))
        , m_signIn(m_service->signIn())
        , m_page(m_clock, {})
        , m_search(m_clock)
    {
        QObject::connect(&m_search, &TaskSearch::changed, &m_page, &TasksPage::setQuery);
        m_page.resize(1360, 800);
        whenDone(m_signIn->signInAsOwner(), &m_context, [this](const Result<TaskSessionPtr> &got) {
            m_session = valueOf(got);
            TaskFilter filter;
            filter.statuses = {TaskStatus::Processing};
            filter.limit = 1000;
            list(filter);
        });
        waitFor(60s, [this] { return m_hasTasks; });
        m_engine.moveToThread(&m_thread);
        m_thread.start();
    }
    ~OurList() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    void open() override
    {
        m_page.show();
        m_page.setSession(m_session);
    }
    QTableView *view() override { return m_page.view(); }
    void search(const QString &text) override { m_search.setText(text); }
    bool isShown() override
    {
        const auto &model = static_cast<const TaskTableModel &>(*view()->model());
        if (!model.isLoaded() || model.isLoading())
            return false;
        const int bottom = view()->indexAt({0, view()->viewport()->height() - 1}).row();
        const int last = bottom < 0 ? model.rowCount() - 1 : bottom;
        for (int row = qMax(0, view()->indexAt({0, 0}).row()); row <= last; ++row) {
            if (!model.taskAt(row))
                return false;
        }
        return true;
    }
    std::optional<QList<quint32>> endedInSight() override
    {
        const auto &model = static_cast<const TaskTableModel &>(*view()->model());
        const auto &rows = static_cast<const RowsView &>(*view());
        QList<quint32> ended;
        for (int row = rows.firstInSight(); row <= rows.lastInSight(); ++row) {
            const Task *task = model.taskAt(row);
            if (!task)
                return std::nullopt;
            if (isEnded(task->status))
                ended.append(task->row);
        }
        return ended;
    }
    QList<quint32> firstEnded(qsizetype count) override
    {
        const auto &model = static_cast<const TaskTableModel &>(*view()->model());
        QList<quint32> ended;
        for (int row = 0; row < model.rowCount() && ended.size() < count; ++row) {
            const Task *task = model.taskAt(row);
            if (!task || isEnded(task->status)) // only live ones are all here
                ended.append(model.numberAt(row));
        }
        return ended;
    }
    /// They come from another thread, as the engine's do.
    void change(int count) override
    {
        QMetaObject::invokeMethod(&m_engine, [this, count] {
            const TaskChanges changes = made(count);
            QMetaObject::invokeMethod(&m_context, [this, changes] {
                if (!changes.isEmpty())
                    Q_EMIT m_session->changed(changes);
            });
        });
    }

private:
    TaskChanges made(int count)
    {
        TaskChanges changes;
        for (int i = 0; i < count; ++i) {
            const qsizetype at = i < inSight ? i : m_next % m_tasks.size();
            Task &task = m_tasks[at];
            task.progress.fraction = QRandomGenerator::global()->generateDouble();
            task.progress.text = u"frame %1"_s.arg(++m_next);
            task.revision = ++m_revision;
            changes.changed.append(task);
        }
        return changes;
    }
    void list(const TaskFilter &filter)
    {
        whenDone(m_session->list(filter), &m_context, [this, filter](const Result<TaskPage> &page) {
            m_tasks += valueOf(page).tasks;
            m_hasTasks = !page->nextCursor;
            TaskFilter next = filter;
            next.before = page->nextCursor;
            if (!m_hasTasks)
                list(next);
        });
    }

    SystemClock m_clock;
    QObject m_context;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<SignIn> m_signIn;
    TasksPage m_page;
    TaskSearch m_search;
    TaskSessionPtr m_session;
    QList<Task> m_tasks; ///< those under way, newest first
    quint64 m_revision = 100'000'000;
    qsizetype m_next = 0;
    bool m_hasTasks = false;
    QObject m_engine; ///< in m_thread, and with it what it changes: m_tasks
    QThread m_thread;
};

/// As most would write it: all tasks in a list, a signal a change, and the proxy for the rest.
class PlainModel : public QAbstractTableModel
{
public:
    PlainModel(qint64 rows, qint64 live)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (qint64 i = 0; i < rows + live; ++i) {
            Row row;
            row.name = nameOf(i);
            row.fraction = i < live ? 0.5 : 1;
            row.started = now.addSecs(-i);
            m_rows.append(row);
        }
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex & = {}) const override { return TaskTableModel::KindColumn; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Row &row = m_rows.at(index.row());
        if (role != Qt::DisplayRole)
            return {};
        switch (index.column()) {
        case TaskTableModel::NameColumn:
            return row.name;
        case TaskTableModel::ProgressColumn:
            return row.fraction;
        case TaskTableModel::MessageColumn:
            return row.message;
        case TaskTableModel::StartedColumn:
            return row.started;
        default:
            return u"text"_s;
        }
    }
    void change(qsizetype row, qint64 number)
    {
        m_rows[row].fraction = QRandomGenerator::global()->generateDouble();
        m_rows[row].message = u"frame %1"_s.arg(number);
        const int at = static_cast<int>(row);
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
    }

private:
    struct Row
    {
        QString name;
        QString message;
        double fraction = 0;
        QDateTime started;
    };
    QList<Row> m_rows;
};

class PlainList : public Subject
{
public:
    PlainList(qint64 rows, qint64 live)
        : m_model(rows, live)
        , m_live(live)
    {
        m_proxy.setSourceModel(&m_model);
        m_proxy.setFilterKeyColumn(TaskTableModel::NameColumn);
        m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
        m_view.resize(1360, 800);
        m_view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    }

    void open() override
    {
        m_view.setModel(&m_proxy);
        m_view.show();
    }
    QTableView *view() override { return &m_view; }
    void search(const QString &text) override { m_proxy.setFilterFixedString(text); }
    bool isShown() override { return true; }
    std::optional<QList<quint32>> endedInSight() override
    {
        return QList<quint32>();
    } // at once, or not at all
    QList<quint32> firstEnded(qsizetype) override { return {}; }
    void change(int count) override
    {
        for (int i = 0; i < count; ++i, ++m_next)
            m_model.change(i < inSight ? i : m_next % m_live, m_next);
    }

private:
    PlainModel m_model;
    QSortFilterProxyModel m_proxy;
    QTableView m_view;
    qint64 m_live;
    qint64 m_next = 0;
};

/// In one statement for all that has ended: a task at a time takes minutes.
void fill(const QString &directory, qint64 rows, qint64 live)
{
    const DataDirectory place = DataDirectory::resolve(directory);
    check(makePrivateDirectory(place.path()));
    const auto database = valueOf(Database::open(place.databaseFile()));
    check(database->execute(u"PRAGMA synchronous = OFF"_s));
    Account owner;
    owner.email = u"bench@example.org"_s;
    owner.isOwner = true;
    owner.createdAt = QDateTime::currentDateTimeUtc();
    owner.id = valueOf(AccountStore(*database).insert({owner, {}}));
    const QString insert = QStringLiteral(
        "WITH RECURSIVE numbers (i) AS (SELECT %1 UNION ALL SELECT i + 1 FROM numbers WHERE i < "
        "%2) "
        "INSERT INTO tasks (seq, id, owner_id, name, name_key, kind, status, host, progress, "
        "fraction, unit, current_item, created_at, started_at, updated_at, completed_at, error, "
        "labels, attempt, has_runner, stalled, sequence, revision) "
        "SELECT i, randomblob(16), %3, iif(i % 10, 'Render scene ' || i, 'Straße ' || i || "
        "' nach Ærø'), iif(i % 10, 'render scene ' || i, '%8 ' || i || ' nach ærø'), "
        "iif(i % 3, 'render', 'build'), %4, 'workshop', '', %5, '', '', t, t, t + i % 60000, %6, "
        "%7, '{}', 1, 0, 0, 0, i "
        "FROM (SELECT i, 1790000000000 + i * 1000 AS t FROM numbers)");
    const QString folded = u"Straße"_s.toCaseFolded();
    check(database->begin());
    check(database->execute(insert.arg(1)
                                .arg(rows)
                                .arg(owner.id.rowId())
                                .arg(u"iif(i % 20, 'completed', 'failed')"_s, u"1"_s,
                                     u"t + i % 60000"_s,
                                     u"iif(i % 20, NULL, 'make: *** [all] Error 2')"_s, folded)));
    const QString underWay = insert.arg(rows + 1).arg(rows + live).arg(owner.id.rowId());
    if (live > 0) { // the statement makes one at least
        check(database->execute(
            underWay.arg(u"'processing'"_s, u"0.5"_s, u"NULL"_s, u"NULL"_s, folded)));
    }
    check(database->execute(u"UPDATE revision SET value = %1"_s.arg(rows + live)));
    check(database->commit());
}

QMap<QByteArray, QByteArray> measuredBy(const QStringList &arguments, QByteArrayList &order)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), arguments);
    process.waitForFinished(-1);
    QMap<QByteArray, QByteArray> figures;
    order.clear();
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        const QByteArrayList sides = line.split('\t');
        if (sides.size() == 2) {
            figures.insert(sides[0], sides[1]);
            order.append(sides[0]);
        }
    }
    return figures;
}

void compare(qint64 rows, qint64 live, bool withPlain)
{
    const QTemporaryDir scratch;
    const QString directory = scratch.filePath(u"data"_s);
    QElapsedTimer timer;
    timer.start();
    fill(directory, rows, live);
    std::fprintf(stderr, "filled in %.0f ms\n", milliseconds(timer));
    const QStringList sizes{QString::number(rows), QString::number(live)};
    QByteArrayList order;
    const auto plain = withPlain ? measuredBy(QStringList{u"--plain"_s} + sizes, order)
                                 : QMap<QByteArray, QByteArray>();
    const auto ours = measuredBy(QStringList{u"--ours"_s, directory}, order);
    std::printf(
        "| %lld in history, %lld live, %d updates a second | Headway | plain |\n|---|---|---|\n",
        static_cast<long long>(rows), static_cast<long long>(live), updatesASecond);
    for (const QByteArray &what : order) {
        const bool hasUnit = what.contains(',') && !what.startsWith("gap")
            && !what.startsWith("work") && !what.startsWith("until")
            && !what.startsWith("keystroke");
        std::printf("| %s%s | %s | %s |\n", what.constData(), hasUnit ? "" : ", ms",
                    ours.value(what).constData(), plain.value(what, "-").constData());
    }
}

} // namespace

int main(int argc, char **argv)
{
    giveBackLargeBlocks(); // as the desktop's program does
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QStringList arguments = application.arguments().mid(1);
    const bool withPlain = !arguments.removeOne(u"--alone"_s);
    if (arguments == QStringList{u"--ours"_s} || arguments == QStringList{u"--fill"_s}) {
        std::fputs("listmodel: the data directory is missing\n", stderr);
        return 2;
    }
    if (arguments.value(0) == u"--fill"_s) {
        fill(arguments.value(1), arguments.value(2).toLongLong(), arguments.value(3).toLongLong());
    } else if (arguments.value(0) == u"--ours"_s) {
        report("resident with no list, MB", residentMegabytes());
        OurList list(arguments.value(1));
        Measurement(list).run();
    } else if (arguments.value(0) == u"--plain"_s) {
        report("resident with no list, MB", residentMegabytes());
        PlainList list(arguments.value(1).toLongLong(), arguments.value(2).toLongLong());
        Measurement(list).run();
    } else {
        compare(arguments.value(0, u"1000000"_s).toLongLong(),
                arguments.value(1, u"5000"_s).toLongLong(), withPlain);
    }
    return 0;
}
