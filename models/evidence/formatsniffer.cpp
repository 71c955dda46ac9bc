#include "models/evidence/formatsniffer.h"

#include "models/evidence/activityshape.h"
#include "models/evidence/utf16text.h"

#include <array>
#include <optional>

namespace wirecase {

namespace {

struct Magic
{
    std::string_view bytes;
    EvidenceKind kind;
};

using namespace std::string_view_literals;

// pcap: micro- and nanoseconds, both byte orders, the "modified" kind of Kuznetzov and the two of IXIA
// (draft-ietf-opsawg-pcap; wireshark's wiretap/libpcap.h); pcapng: the section header block's type.
constexpr std::array magics{
    Magic{"\xd4\xc3\xb2\xa1"sv, EvidenceKind::Pcap},
    Magic{"\xa1\xb2\xc3\xd4"sv, EvidenceKind::Pcap},
    Magic{"\x4d\x3c\xb2\xa1"sv, EvidenceKind::Pcap},
    Magic{"\xa1\xb2\x3c\x4d"sv, EvidenceKind::Pcap},
    Magic{"\x34\xcd\xb2\xa1"sv, EvidenceKind::Pcap},
    Magic{"\xa1\xb2\xcd\x34"sv, EvidenceKind::Pcap},
    Magic{"\xac\x01\0\x1c"sv, EvidenceKind::Pcap},
    Magic{"\x1c\0\x01\xac"sv, EvidenceKind::Pcap},
    Magic{"\xab\x01\0\x1c"sv, EvidenceKind::Pcap},
    Magic{"\x1c\0\x01\xab"sv, EvidenceKind::Pcap},
    Magic{"\x0a\x0d\x0d\x0a"sv, EvidenceKind::Pcapng},
    Magic{"GMBU"sv, EvidenceKind::NetMon},
    Magic{"RTSS"sv, EvidenceKind::NetMon},
    // Formats that Wireshark's wiretap converts: snoop, Bluetooth snoop, Sniffer, NetXray, iptrace, Visual Networks,
    // K12 text, Peek, 5Views, LANalyzer, nettl, Observer, EyeSDN.
    Magic{"snoop\0\0\0"sv, EvidenceKind::OtherCapture},
    Magic{"btsnoop\0"sv, EvidenceKind::OtherCapture},
    Magic{"TRSNIFF data"sv, EvidenceKind::OtherCapture},
    Magic{"XCP\0"sv, EvidenceKind::OtherCapture},
    Magic{"iptrace "sv, EvidenceKind::OtherCapture},
    Magic{"\x05VNF"sv, EvidenceKind::OtherCapture},
    Magic{"+---------+---------------+----------+"sv, EvidenceKind::OtherCapture},
    Magic{"\x7fver"sv, EvidenceKind::OtherCapture},
    Magic{"\xaa\xaa\xaa\xaa"sv, EvidenceKind::OtherCapture},
    Magic{"\x01\x10\x4c\x00\x01\x05"sv, EvidenceKind::OtherCapture},
    Magic{"TR\0\x64\0"sv, EvidenceKind::OtherCapture},
    Magic{"ObserverPktBufferV"sv, EvidenceKind::OtherCapture},
    Magic{"EyeSDN"sv, EvidenceKind::OtherCapture},
    Magic{"PK\x03\x04"sv, EvidenceKind::Archive},
    Magic{"SQLite format 3\0"sv, EvidenceKind::Case},
};

bool isTar(std::string_view head)
{
    constexpr std::size_t magicOffset = 257;
    return head.size() > magicOffset + 5 && head.substr(magicOffset, 5) == "ustar";
}

/// Kibana's export of rules or of exceptions alone. Alerts name their rule too, but are documents with a time. The note
/// may stand before the id and be longer than what is looked at.
bool isRuleJson(const JsonShape &shape)
{
    if (shape.has("_source") || shape.has("@timestamp") || shape.has("kibana"))
        return false;
    const bool isRule = shape.has("risk_score") && shape.has("severity") && (shape.has("rule_id") || shape.has("note"));
    const bool isException = shape.has("entries") && (shape.has("item_id") || shape.has("list_id"));
    return isRule || isException;
}

std::optional<EvidenceKind> kindOfJson(const JsonShape &shape)
{
    if (!shape.isJson)
        return std::nullopt;
    if (shape.has("flowTuples") || shape.has("flowRecords") || shape.values.contains("NetworkSecurityGroupFlowEvent")
        || shape.values.contains("FlowLogFlowEvent"))
        return EvidenceKind::FlowLog;
    if (isRuleJson(shape))
        return EvidenceKind::Rules;
    if (isActivityShape(shape))
        return EvidenceKind::ActivityLog;
    // An empty export is still one: {"value":[]} and {"records":[]}.
    return EvidenceKind::OtherJson;
}

bool isRuleToml(std::string_view text)
{
    const bool hasTable = text.starts_with("[rule]") || text.find("\n[rule]") != std::string_view::npos;
    return hasTable && (text.find("rule_id") != std::string_view::npos || text.find("query") != std::string_view::npos);
}

EvidenceKind kindOfText(ByteView head)
{
    if (const auto kind = kindOfJson(jsonShape(head)))
        return *kind;
    const std::string_view text = textOf(head);
    if (isRuleToml(text))
        return EvidenceKind::Rules;
    return isActivityShape(csvLayout(text)) ? EvidenceKind::ActivityLog : EvidenceKind::Unknown;
}

} // namespace

EvidenceKind sniffKind(ByteView head)
{
    if (head.empty())
        return EvidenceKind::Empty;
    const std::string_view text = textOf(head);
    for (const Magic &magic : magics) {
        if (text.starts_with(magic.bytes))
            return magic.kind;
    }
    if (isTar(text))
        return EvidenceKind::Archive;
    if (isUtf16(head)) {
        const QByteArray utf8 = utf8FromUtf16(head);
        return utf8.isEmpty() ? EvidenceKind::Unknown : kindOfText(bytesOf(utf8));
    }
    return kindOfText(head);
}

Compression sniffCompression(ByteView head)
{
    const std::string_view text = textOf(head);
    if (text.starts_with("\x1f\x8b"sv))
        return Compression::Gzip;
    if (text.starts_with("\x28\xb5\x2f\xfd"sv))
        return Compression::Zstd;
    if (text.starts_with("\xfd"
                         "7zXZ\0"sv))
        return Compression::Xz;
    return Compression::None;
}

} // namespace wirecase
