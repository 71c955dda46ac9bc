#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"
#include "models/context/scope.h"
#include "models/kql/fieldsource.h"
#include "models/kql/rowbits.h"

#include <QStringList>

#include <vector>

namespace wirecase {

/// The packets that remain in `scope`, ascending. KQL terms on fields that packets lack are not applied, as far as
/// `elsewhere` has them (KqlQuery::restrictedTo()); their names go to `dropped`.
[[nodiscard]] Result<std::vector<quint32>> visiblePackets(const CaptureSnapshot &capture, const Scope &scope,
                                                          JobState &job, QStringList *dropped = nullptr,
                                                          const FieldSources &elsewhere = {});
/// The conversations that remain: those with an instant in the window, a host on either side, and the KQL.
[[nodiscard]] Result<std::vector<quint32>> visibleConversations(const CaptureSnapshot &capture, const Scope &scope,
                                                                JobState &job, QStringList *dropped = nullptr);

/// The packets that a libpcap filter expression matches; it is compiled once for each link type. An expression that is
/// wrong fails with libpcap's words.
[[nodiscard]] Result<RowBits> matchBpf(const PacketIndex &packets, const QString &expression, JobState &job);

} // namespace wirecase
