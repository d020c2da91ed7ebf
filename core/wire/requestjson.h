#pragma once

#include "core/wire/requests.h"

namespace headway::wire {

// What clients send, written: the counterpart of requests.h.

QByteArray toJson(const NewTask &task);
QByteArray toJson(const TaskUpdate &update);
QByteArray toJson(const Completion &completion);
QByteArray toJson(const Failure &failure);
QByteArray toJson(const Credentials &credentials);
QByteArray toJson(const NewToken &wanted);
QByteArray toJson(const NewAccount &account);
QByteArray toJson(const PasswordChange &change);
/// {"password"}
QByteArray passwordJson(const QByteArray &password);

} // namespace headway::wire
