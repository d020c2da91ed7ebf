#include "ui/models/spanwords.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct SpanWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::SpanWords)
};

QString lengthOf(const TaskSpan &span, const QDateTime &now)
{
    const QDateTime end = span.completedAt.isNull() ? now : span.completedAt;
    auto length = std::chrono::milliseconds(span.startedAt.msecsTo(end));
    if (span.completedAt.isNull())
        length = std::chrono::floor<std::chrono::seconds>(length);
    return durationWords(length);
}

QString timesOf(const TaskSpan &span, const QDateTime &now)
{
    const QString from = shortInstant(span.startedAt, now);
    if (span.completedAt.isNull())
        return SpanWords::tr("since %1, for %2").arg(from, lengthOf(span, now));
    return SpanWords::tr("%1 to %2, %3")
        .arg(from, shortInstant(span.completedAt, now), lengthOf(span, now));
}

QString placeOf(const TaskSpan &span)
{
    QStringList parts;
    for (const QString &part : {span.kind, span.host}) {
        if (!part.isEmpty())
            parts.append(oneLine(part, 100));
    }
    return parts.join(u" · "_s);
}

} // namespace

bool beginsDay(const QDateTime &instant)
{
    return instant == instant.toLocalTime().date().startOfDay();
}

QString linesOf(const TaskSpan &span, const QDateTime &now)
{
    QStringList lines{oneLine(span.name, 200),
                      statusWord(span.status) + u", "_s + timesOf(span, now)};
    if (const QString place = placeOf(span); !place.isEmpty())
        lines.append(place);
    return lines.join(u'\n');
}

QString sentenceOf(const TaskSpan &span, const QDateTime &now)
{
    return SpanWords::tr("%1, %2, %3")
        .arg(oneLine(span.name, 200), statusWord(span.status), timesOf(span, now));
}

QString periodWords(const Period &period)
{
    const QLocale locale;
    const QDateTime from = period.from.toLocalTime();
    const QDateTime last = period.to.addMSecs(-1).toLocalTime();
    const auto dayAndTime = [&locale](const QDateTime &instant) {
        return locale.toString(instant, u"d MMM yyyy, HH:mm"_s);
    };
    const bool isWholeDays = beginsDay(from) && beginsDay(last.addMSecs(1));
    if (from.date() == last.date()) {
        QString day = locale.toString(from.date(), u"dddd, d MMMM yyyy"_s);
        if (isWholeDays)
            return day;
        const QString format = period.milliseconds() < 600'000 ? u"HH:mm:ss"_s : u"HH:mm"_s;
        return SpanWords::tr("%1, %2 – %3")
            .arg(day, locale.toString(from.time(), format), locale.toString(last.time(), format));
    }
    if (!isWholeDays)
        return SpanWords::tr("%1 – %2").arg(dayAndTime(from), dayAndTime(last.addMSecs(1)));
    return SpanWords::tr("%1 – %2").arg(locale.toString(from.date(), u"d MMM yyyy"_s),
                                        locale.toString(last.date(), u"d MMM yyyy"_s));
}

} // namespace headway
