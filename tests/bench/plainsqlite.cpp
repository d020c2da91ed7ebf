// What the C interface of SQLite does with the same updates and nothing around them:
// plainsqlite DATABASE IDS GROUP SECONDS. Updates the tasks whose ids stand in the file IDS, GROUP
// of them a commit, each commit on disk. Prints the updates a second.

#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

sqlite3 *database = nullptr;

void check(bool isFine)
{
    if (isFine)
        return;
    std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(database));
    std::exit(1);
}

void execute(const char *sql)
{
    check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

sqlite3_stmt *prepared(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    check(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr)
          == SQLITE_OK);
    return statement;
}

void run(sqlite3_stmt *statement)
{
    check(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
}

/// The 16 bytes of a UUID in its usual form.
std::string bytesOf(const std::string &uuid)
{
    constexpr int hexadecimal = 16;
    std::string bytes;
    for (size_t i = 0; i + 1 < uuid.size(); i += 2) {
        if (uuid[i] == '-')
            ++i;
        bytes += static_cast<char>(std::stoi(uuid.substr(i, 2), nullptr, hexadecimal));
    }
    return bytes;
}

std::vector<std::string> readIds(const char *file)
{
    std::vector<std::string> ids;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);)
        ids.push_back(bytesOf(line));
    return ids;
}

class Updates
{
public:
    void one(const std::string &id)
    {
        ++m_revision;
        const std::string progress = "step " + std::to_string(m_revision);
        bindText(1, progress);
        sqlite3_bind_double(m_update, 2, 0.5);
        sqlite3_bind_null(m_update, 3);
        sqlite3_bind_null(m_update, 4);
        bindText(5, {});
        bindText(6, {});
        sqlite3_bind_int64(m_update, 7, m_revision);
        sqlite3_bind_int64(m_update, 8, 0);
        sqlite3_bind_int64(m_update, 9, 0);
        sqlite3_bind_int64(m_update, 10, m_revision);
        sqlite3_bind_null(m_update, 11);
        sqlite3_bind_blob(m_update, 12, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
        run(m_update);
    }
    void note()
    {
        sqlite3_bind_int64(m_note, 1, m_revision);
        run(m_note);
    }
    sqlite3_int64 revision() const { return m_revision; }

private:
    void bindText(int at, const std::string &text)
    {
        sqlite3_bind_text(m_update, at, text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT);
    }

    sqlite3_stmt *m_update =
        prepared("UPDATE tasks SET progress = ?, fraction = ?, current = ?, total = ?, unit = ?, "
                 "current_item = ?, updated_at = ?, stalled = ?, sequence = ?, revision = ?, "
                 "quiet_since = ? WHERE id = ? AND owner_id = 1");
    sqlite3_stmt *m_note = prepared("UPDATE revision SET value = ?");
    sqlite3_int64 m_revision = 1'000'000'000;
};

double updatesASecond(const std::vector<std::string> &ids, size_t group, double seconds)
{
    using Seconds = std::chrono::duration<double>;
    Updates updates;
    size_t count = 0;
    const auto begin = std::chrono::steady_clock::now();
    Seconds spent{};
    while (spent.count() < seconds) {
        execute("BEGIN IMMEDIATE");
        for (size_t i = 0; i < group; ++i)
            updates.one(ids[count++ % ids.size()]);
        updates.note();
        execute("COMMIT");
        spent = std::chrono::steady_clock::now() - begin;
    }
    return static_cast<double>(count) / spent.count();
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 5) {
        std::fputs("usage: plainsqlite DATABASE IDS GROUP SECONDS\n", stderr);
        return 2;
    }
    check(sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = FULL");
    const std::vector<std::string> ids = readIds(argv[2]);
    std::printf("%.1f\n", updatesASecond(ids, std::stoul(argv[3]), std::stod(argv[4])));
    return 0;
}
