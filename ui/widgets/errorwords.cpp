#include "ui/widgets/errorwords.h"

#include "ui/models/plaintext.h"

#include <QCoreApplication>

namespace headway {

namespace {

struct ErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::ErrorWords)
};

} // namespace

QString sentenceFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidArgument:
        return ErrorWords::tr("That cannot be taken: %1").arg(oneLine(error.detail));
    case ErrorCode::NotSignedIn:
        return ErrorWords::tr("You are not signed in any more. Sign in again to go on.");
    case ErrorCode::AccessDenied:
        return ErrorWords::tr(
            "This task belongs to another account. Sign in to that one to see it.");
    case ErrorCode::NotFound:
        return ErrorWords::tr(
            "This task is not there any more; it may have been deleted elsewhere.");
    case ErrorCode::NotProcessing:
        return ErrorWords::tr("The task has ended already, so there is nothing to cancel.");
    case ErrorCode::StateForbids:
    case ErrorCode::StaleSequence:
        return ErrorWords::tr("The task has moved on in the meantime. Look at it and try again.");
    case ErrorCode::KeyReused:
    case ErrorCode::AlreadyExists:
        return ErrorWords::tr("That is there already. Choose another.");
    case ErrorCode::TooLarge:
        return ErrorWords::tr("That is too large. Send less of it.");
    case ErrorCode::TooMany:
        return ErrorWords::tr("Too many attempts at once. Wait a moment and try again.");
    case ErrorCode::StorageFull:
        return ErrorWords::tr("The disk is full. Make room; what was not saved is asked again.");
    case ErrorCode::StorageFailed:
        return ErrorWords::tr("The database could not be read or written. Headway's log says why.");
    case ErrorCode::NewerSchema:
        return ErrorWords::tr("The data was written by a newer Headway. Update this one.");
    case ErrorCode::InUse:
        return ErrorWords::tr("Another Headway is using this data already.");
    case ErrorCode::Unreachable:
        return ErrorWords::tr("The service cannot be reached. Start it with “headway serve”.");
    case ErrorCode::Insecure:
        return ErrorWords::tr("Others could have read or written Headway's files: %1")
            .arg(oneLine(error.detail));
    case ErrorCode::Internal:
        break;
    }
    return ErrorWords::tr("Something went wrong inside Headway. Its log says what.");
}

} // namespace headway
