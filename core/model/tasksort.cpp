#include "core/model/tasksort.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString wordOf(TaskKey key)
{
    switch (key) {
    case TaskKey::Ended:
        return u"ended"_s;
    case TaskKey::Started:
        return u"started"_s;
    case TaskKey::Elapsed:
        return u"elapsed"_s;
    case TaskKey::Name:
        return u"name"_s;
    case TaskKey::Status:
        return u"status"_s;
    case TaskKey::Progress:
        return u"progress"_s;
    case TaskKey::Message:
        return u"message"_s;
    case TaskKey::Kind:
        return u"kind"_s;
    case TaskKey::Host:
        return u"host"_s;
    case TaskKey::Label:
        return u"labels"_s;
    case TaskKey::Attempt:
        return u"attempt"_s;
    }
    return {};
}

} // namespace

QString wordOf(const TaskSort &sort)
{
    const QString word = wordOf(sort.key);
    return sort.descending ? u'-' + word : word;
}

std::optional<TaskSort> taskSortFromWord(QStringView word)
{
    const bool descending = word.startsWith(u'-');
    const QStringView bare = descending ? word.sliced(1) : word;
    for (const TaskKey key : allTaskKeys) {
        if (bare == wordOf(key))
            return TaskSort{key, descending};
    }
    return std::nullopt;
}

} // namespace headway
