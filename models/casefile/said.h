#pragma once

#include "models/base/timerange.h"
#include "models/casefile/answer.h"
#include "models/evidence/evidenceref.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

// What the analyst says. Every change of these is an act: it can be undone and stands in the journal.

/// What the case is called and whose it is.
struct CaseHead
{
    QString id; ///< random, given once
    QString name;
    QString number; ///< the organisation's own, may be empty
    QString analyst;
    qint64 createdNs = noTime;
    QByteArray salt; ///< for fingerprints of secrets; random, given once, never reported
    bool operator==(const CaseHead &) const = default;
};

/// A record that the analyst holds against a step, with words that tell what it shows.
struct Pin
{
    EvidenceRef ref;
    QString label;
    bool operator==(const Pin &) const = default;
};

/// The answer to one step of the guide of one alert. With an empty stepKey it holds the pins and the note of the alert
/// itself. The text of the step is copied, so that a changed guide does not change what was answered.
struct StepAnswer
{
    QString alertKey;
    QString stepKey;
    QString section; ///< one of the section... constants in findings.h
    QString stepText;
    Answer answer = Answer::None;
    QString why;
    QString note;
    std::vector<Pin> pins; ///< in the order pinned
    QString author;
    qint64 changedNs = noTime;
    bool operator==(const StepAnswer &) const = default;
};

struct AlertVerdict
{
    QString alertKey;
    Verdict verdict = Verdict::None;
    QString reason;
    QString author;
    qint64 changedNs = noTime;
    bool operator==(const AlertVerdict &) const = default;
};

/// A note on the case, or on an alert when alertKey is set.
struct CaseNote
{
    QString id;
    QString alertKey;
    QString text;
    QString author;
    qint64 createdNs = noTime;
    qint64 changedNs = noTime;
    bool operator==(const CaseNote &) const = default;
};

/// A record that the analyst marked in a table, or commented.
struct RecordMark
{
    EvidenceRef ref;
    QString comment;
    QString author;
    qint64 changedNs = noTime;
    bool operator==(const RecordMark &) const = default;
};

/// An exception that the analyst drafted and kept. It silences nothing in the case: it is a proposal for the rules.
struct CaseException
{
    QString id;
    QString name;
    QString ruleId;
    QString ruleName;
    QString alertKey; ///< of the alert that it was drafted from
    QString item;     ///< JSON text, as Kibana takes it
    QString query;    ///< the same in KQL; empty when KQL cannot say it
    QString justification;
    qint64 expireNs = noTime;
    QStringList silenced; ///< keys of the alerts that it would have kept from being raised
    QString author;
    qint64 changedNs = noTime;
    bool operator==(const CaseException &) const = default;
};

} // namespace wirecase
