#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/base/timerange.h"
#include "models/evidence/evidenceref.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace wirecase {

/// What became of an operation. The export forms use two vocabularies for it (Success, Succeeded; Start, Started).
enum class StatusClass
{
    Started,
    Accepted,
    Succeeded,
    Failed,
    Other
};

[[nodiscard]] StatusClass statusClassOf(QStringView status);

/// What had to be assumed about an event, because no export of it says so. A set of bits.
enum ActivityGuess : quint8
{
    ZoneGuess = 1,       ///< its time was written without a zone
    DayGuess = 2,        ///< its day and month could be the other way round
    SecondGuess = 4,     ///< its time is known to the second only
    TitleGuess = 8,      ///< the operation is known by its title only
    OperationGuess = 16, ///< the operation is what the caller was authorised for, as there is but its title
    JoinGuess = 32,      ///< exports were joined by correlation, status and second: one of them tells no more
};

/// One sentence for each of them.
[[nodiscard]] QStringList guessTexts(quint8 guesses);
/// One word for each of them, for programs.
[[nodiscard]] QStringList guessNames(quint8 guesses);

/// One event of the activity log, however many exports it was found in. Assembled by value from an ActivityIndex; texts
/// are as in the source, taken from the first representation that has them.
struct ActivityEvent
{
    EventId id{};
    QString key; ///< identity that outlives the index (DESIGN 7)
    qint64 timeNs = noTime;
    QString operation;
    QString status;
    StatusClass statusClass = StatusClass::Other;
    QString subStatus;
    QString caller;     ///< who: user principal name, name or application id
    QString callerName; ///< what people call it; empty when the evidence names it nowhere
    QString callerKind; ///< "user", "service principal", "managed identity" or empty
    QString callerId;   ///< object id of the principal
    QString callerAddressText;
    std::optional<IpAddress> callerAddress;
    QString correlationId;
    QString operationId;
    QString eventDataId;
    QString resourceId;
    QString resourceGroup;
    QString subscriptionId;
    QString tenantId;
    QString level;
    QString category;
    QString role;
    quint8 guesses = 0;               ///< ActivityGuess
    std::vector<EvidenceRef> sources; ///< every representation, the main one first
};

/// The caller in a line of a table: a user by the principal name, who or what has no such name by what people call it,
/// else the id with its middle left out.
[[nodiscard]] QString callerTitle(const QString &caller, const QString &callerName);
/// The same without anything left out: a name stands before the id that it belongs to.
[[nodiscard]] QString callerInFull(const QString &caller, const QString &callerName);

/// The last two parts of an operation's path, which name what was done: "packetCaptures/write". "…/action" keeps three.
[[nodiscard]] QString operationTitle(const QString &operation);

} // namespace wirecase
