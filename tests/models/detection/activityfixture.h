#pragma once

#include "models/activity/activityindex.h"

#include <QByteArray>
#include <QString>

#include <vector>

/// An operation of the activity log, for tests that write it down in one export form or another.
struct TestOperation
{
    QString operation = QStringLiteral("MICROSOFT.NETWORK/NETWORKWATCHERS/PACKETCAPTURES/WRITE");
    QString result = QStringLiteral("Success"); ///< resultType, or status.value in the REST form
    QString time = QStringLiteral("2031-02-03T04:05:06.1230000Z");
    QString correlation = QStringLiteral("c0ffee00-0000-4000-8000-000000000001");
    QString caller = QStringLiteral("pat@corp.example");
    QString address = QStringLiteral("198.51.100.7");
};

/// A record of a diagnostic setting, as a line of JSON.
QByteArray diagnosticRecord(const TestOperation &operation);
/// A page of the REST answer with one event.
QByteArray restPage(const TestOperation &operation);

/// The index over these files. What cannot be read ends the test, unless `problems` is given to count it.
wirecase::ActivityIndexPtr eventsIn(const std::vector<QByteArray> &files, quint64 *problems = nullptr);
