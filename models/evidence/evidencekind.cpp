#include "models/evidence/evidencekind.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct KindSpec
{
    EvidenceKind kind;
    const char *text;
    const char *key;
    bool read;
};

constexpr std::array kinds{
    KindSpec{EvidenceKind::Unknown, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Unknown"), "unknown", false},
    KindSpec{EvidenceKind::Empty, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Empty"), "empty", false},
    KindSpec{EvidenceKind::Pcap, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "PCAP"), "pcap", true},
    KindSpec{EvidenceKind::Pcapng, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "pcapng"), "pcapng", true},
    KindSpec{EvidenceKind::ActivityLog, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Activity log"), "activity_log",
             true},
    KindSpec{EvidenceKind::FlowLog, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Flow log"), "flow_log", true},
    KindSpec{EvidenceKind::Rules, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Detection rule"), "rules", true},
    KindSpec{EvidenceKind::Case, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Wirecase case"), "case", false},
    KindSpec{EvidenceKind::NetMon, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Network Monitor capture"), "netmon",
             false},
    KindSpec{EvidenceKind::OtherJson, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Other JSON"), "json", false},
    KindSpec{EvidenceKind::Archive, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Archive"), "archive", false},
    KindSpec{EvidenceKind::OtherCapture, QT_TRANSLATE_NOOP("wirecase::EvidenceKind", "Capture of another program"),
             "other_capture", false},
};

const KindSpec &specOf(EvidenceKind kind)
{
    return kinds.at(static_cast<std::size_t>(kind));
}

} // namespace

QString evidenceKindText(EvidenceKind kind)
{
    return QCoreApplication::translate("wirecase::EvidenceKind", specOf(kind).text);
}

QString evidenceKindKey(EvidenceKind kind)
{
    return QString::fromLatin1(specOf(kind).key);
}

EvidenceKind evidenceKindOfKey(const QString &key)
{
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const KindSpec &spec) { return key == QLatin1String(spec.key); });
    return found == kinds.end() ? EvidenceKind::Unknown : found->kind;
}

bool isCapture(EvidenceKind kind)
{
    return kind == EvidenceKind::Pcap || kind == EvidenceKind::Pcapng;
}

bool isRead(EvidenceKind kind)
{
    return specOf(kind).read;
}

} // namespace wirecase
