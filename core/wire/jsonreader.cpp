#include "core/wire/jsonreader.h"

#include "core/wire/jsonbuilder.h"

#include <exception>

namespace headway::wire {

using namespace Qt::StringLiterals;

const JsonValue *JsonValue::member(QStringView name) const
{
    for (const auto &[key, value] : members) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

Result<JsonValue> readJson(const QByteArray &bytes, const JsonLimits &limits)
{
    if (bytes.contains('\0')) // the parser takes it for the end
        return Error{ErrorCode::InvalidArgument,
                     u"There is a NUL byte in the JSON; leave it out."_s};
    if (bytes.startsWith("\xef\xbb\xbf")) // RFC 8259 section 8.1; the parser would pass over it
        return Error{ErrorCode::InvalidArgument,
                     u"The JSON begins with a byte order mark; leave it out."_s};
    try {
        JsonBuilder builder(bytes, limits);
        if (!nlohmann::json::sax_parse(builder.begin(), builder.end(), &builder))
            return builder.error();
        return builder.takeValue();
    } catch (const std::exception &exception) { // out of memory, or a fault of the parser's
        return Error{ErrorCode::Internal,
                     u"The JSON could not be read: "_s + QString::fromUtf8(exception.what())};
    }
}

QString shownName(QStringView name)
{
    constexpr qsizetype longest = 64;
    if (name.size() <= longest)
        return u'"' + name.toString() + u'"';
    qsizetype cut = longest;
    if (name.at(cut - 1).isHighSurrogate())
        --cut;
    return u'"' + name.first(cut).toString() + u"…\""_s;
}

} // namespace headway::wire
