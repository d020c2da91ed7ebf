#include "core/runner/progressrecogniser.h"

#include <QRegularExpression>

#include <array>
#include <cmath>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Form
{
    QString pattern; ///< captures n, and N where there is one
    bool isCertain;
};

/// The first that matches decides.
const std::array forms{
    // ninja [12/345], bazel [12 / 345], docker (3/7), git (123/456)
    Form{uR"([\[(] *(\d{1,9}) ?/ ?(\d{1,9}) *[\])])"_s, true},
    // cmake and pytest [ 45%], apt [45%], git (45%)
    Form{uR"([\[(] *(\d{1,3}(?:\.\d+)?) ?% *[\])])"_s, true},
    // docker "Step 3/10", keras "Epoch 3/10", "file 3 of 10"
    Form{uR"(\b(?i:step|epoch|file|test|item|part|page|chunk|batch|frame|image|object|package|)"
         uR"(episode|chapter|round|iteration|stage|phase|job|task|layer|record|row|unit)s?:? +#?)"
         uR"((\d{1,9})(?:/| of | out of )(\d{1,9})(?![\d/.]))"_s,
         true},
    // ctest " 12/30 Test #12"
    Form{uR"(^ *(\d{1,9})/(\d{1,9}) +Test\b)"_s, true},
    // pip and others "12.3/45.6 MB"
    Form{uR"((?<![\w./])(\d{1,9}(?:\.\d+)?)/(\d{1,9}(?:\.\d+)?) ?[kKMGT]i?B\b(?!/s))"_s, true},
    // cargo "[====>   ] 45/123:", tqdm "| 45/100"
    Form{uR"([\]|>] *(\d{1,9})/(\d{1,9})(?![\d/.]))"_s, true},
    // the whole line
    Form{uR"(^ *(\d{1,9})(?: ?/ ?| of )(\d{1,9})[ .]*$)"_s, true},
    // git and the like "Receiving objects: 45%"; curl, pv, wget "45%[===>"; tqdm "45%|"; at an end
    Form{uR"((?:^|[:\]|>]) *(\d{1,3}(?:\.\d+)?) ?%(?!\w))"_s, true},
    Form{uR"((?<![\w.,/-])(\d{1,3}(?:\.\d+)?) ?%(?: *$| *[\[|(]| +(?i:done|complete)))"_s, true},
    // anywhere: rsync and scp, but prose as well
    Form{uR"((?<![\w.,/-])(\d{1,3}(?:\.\d+)?) ?%(?!\w))"_s, false},
    Form{uR"((?<![\w.,:/=#-])(\d{1,9})(?:/| of )(\d{1,9})(?![\w/:%-]|\.\d))"_s, false},
};

std::optional<RecognisedProgress> progressIn(const QRegularExpressionMatch &match, bool isCertain)
{
    const double number = match.capturedView(1).toDouble();
    if (match.lastCapturedIndex() < 2) {
        if (number > 100)
            return std::nullopt;
        return RecognisedProgress{number / 100, {}, {}, isCertain};
    }
    const double total = match.capturedView(2).toDouble();
    if (total <= 0 || number > total)
        return std::nullopt;
    return RecognisedProgress{number / total, number, total, isCertain};
}

} // namespace

std::optional<RecognisedProgress> recogniseProgress(const QString &line)
{
    static const auto compiled = [] {
        std::array<QRegularExpression, forms.size()> expressions;
        for (size_t i = 0; i < forms.size(); ++i)
            expressions[i].setPattern(forms[i].pattern);
        return expressions;
    }();
    for (size_t i = 0; i < forms.size(); ++i) {
        const QRegularExpressionMatch match = compiled[i].match(line);
        if (!match.hasMatch())
            continue;
        if (auto found = progressIn(match, forms[i].isCertain))
            return found;
    }
    return std::nullopt;
}

/// A certain one that does not go back.
bool ProgressFollower::isPlausible(const RecognisedProgress &found) const
{
    return found.isCertain && (!m_progress || found.fraction >= m_progress->fraction);
}

bool ProgressFollower::follow(const QString &line)
{
    const std::optional<RecognisedProgress> found = recogniseProgress(line);
    if (!found || found == m_progress || found == m_candidate)
        return false;
    const bool goesOn = m_candidate && m_candidate->total == found->total
        && found->fraction > m_candidate->fraction;
    if (!isPlausible(*found) && !goesOn) {
        m_candidate = found;
        return false;
    }
    m_candidate.reset();
    m_progress = found;
    return true;
}

} // namespace headway
