#pragma once

#include <QtHttpServer/QAbstractHttpServer>
#include <QtHttpServer/QHttpServerRequest>
#include <QtHttpServer/QHttpServerResponder>

namespace headway {

// What differs between the versions of Qt HttpServer: what a handler is given to answer with. We
// answer through the Connection and leave it alone.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using HandlerEnd = QHttpServerResponder &;
using MissingHandlerEnd = QHttpServerResponder &;
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
using HandlerEnd = QHttpServerResponder &;
using MissingHandlerEnd = QHttpServerResponder &&;
#else
using HandlerEnd = QTcpSocket *;
using MissingHandlerEnd = QTcpSocket *;
#endif

} // namespace headway
