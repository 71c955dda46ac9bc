#pragma once

#include "models/base/ids.h"
#include "models/base/timerange.h"
#include "models/evidence/evidencekind.h"
#include "models/evidence/importreport.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace wirecase {

/// One evidence file as it was found and read.
struct EvidenceFile
{
    enum class State
    {
        Waiting,
        Reading,
        Read,
        Stopped, ///< cancelled on the way: what was read is kept
        Failed,  ///< nothing could be read
    };

    EvidenceId id{};
    QString path; ///< absolute
    QString name; ///< below the folder that was opened, or the file name; fit for reports
    quint64 size = 0;
    qint64 mtimeNs = 0;
    EvidenceKind kind = EvidenceKind::Unknown;
    bool compressed = false;
    QByteArray sha256; ///< of the file as it lies there; empty until known
    State state = State::Waiting;
    TimeRange time; ///< of its records, the end exclusive; empty when none has a time
    ImportReport report;
    QStringList remarks; ///< what to know of it that is no problem: a sentence each
    QString changed;     ///< why it is not the file the case knew; empty when it is

    bool operator==(const EvidenceFile &other) const { return id == other.id; }

    /// Whether there is more in it than was read.
    [[nodiscard]] bool isReadInPart() const
    {
        return state == State::Stopped || (state == State::Read && (report.lostBytes > 0 || report.problems > 0));
    }
    /// Read whole, and the file that the case knew.
    [[nodiscard]] bool isVerified() const
    {
        return state == State::Read && !isReadInPart() && !sha256.isEmpty() && changed.isEmpty();
    }
};

} // namespace wirecase
