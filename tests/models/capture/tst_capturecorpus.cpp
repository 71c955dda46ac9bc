#include "models/base/timeformat.h"
#include "models/capture/captureindexbuilder.h"
#include "models/evidence/decompression.h"
#include "tests/models/capture/sharedcaptures.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

namespace {

/// One line of the manifest: what capinfos and tshark count.
struct Expected
{
    QString file;
    QString format;
    quint32 packets = 0;
    QString firstTime;
    QString lastTime;
    std::optional<quint32> tcp;
    std::optional<quint32> udp;
};

std::vector<Expected> readManifest(const QString &path)
{
    std::vector<Expected> rows;
    QFile manifest(path);
    if (!manifest.open(QIODevice::ReadOnly))
        return rows;
    const QStringList names = QString::fromUtf8(manifest.readLine()).trimmed().split(u'\t');
    while (!manifest.atEnd()) {
        const QStringList cells = QString::fromUtf8(manifest.readLine()).split(u'\t');
        const auto cell = [&](const char *name) { return cells.value(names.indexOf(QLatin1String(name))); };
        const auto number = [&](const char *name) {
            bool isNumber = false;
            const quint32 value = cell(name).toUInt(&isNumber);
            return isNumber ? std::optional(value) : std::nullopt;
        };
        rows.push_back({cell("file"), cell("format"), number("packets").value_or(0), cell("first_time"),
                        cell("last_time"), number("tcp_conversations"), number("udp_conversations")});
    }
    return rows;
}

/// Why our count may differ from the manifest's. The end of a path is enough to name a capture.
struct Accepted
{
    const char *what;
    const char *file;
};

// Packets: of link types that tshark cannot open, of a repaired option, or invented by tshark where damage begins.
// Conversations: inside UDP tunnels (GTP, VXLAN, Geneve, CAPWAP), ERSPAN, or link layers that are listed but not looked
// into; SNMP and RTP, which tshark splits by what it knows of the application; headers broken by fuzzers.
// Times: fractions of more than a second, which tshark folds in 32 bits.
constexpr Accepted accepted[] = {
    {"unread", "malformed/made/n32-cut-at-0001.pcapng"},
    {"unread", "malformed/made/n32-cut-at-0004.pcapng"},
    {"unread", "malformed/made/n35-shb-bom-bad.pcapng"},
    {"unread", "malformed/made/n36-shb-version-2.0.pcapng"},
    {"unread", "malformed/made/p01-zero-length.pcap"},
    {"unread", "malformed/made/p03-header-cut-at-10.pcap"},
    {"unread", "malformed/made/p06-png-named.pcap"},
    {"unread", "malformed/made/p17-version-9.9.pcap"},
    {"unread", "libpcap/tests/pcap-invalid-version-1.pcap"},
    {"unread", "libpcap/tests/pcapng-invalid-vers-1.pcapng"},
    {"unread", "libpcap/tests/pcapng-invalid-vers-2.pcapng"},
    {"unread", "libpcap/tests/linktype-reserved-field-not-zero.pcap"},
    {"unread", "5685520970809344"},
    {"unread", "5752969003008000"},
    {"first", "5165927376355328"},
    {"first", "5196221831708672"},
    {"first", "5468403752632320"},
    {"first", "5654053026791424"},
    {"first", "5669109772845056"},
    {"first", "5700358767902720"},
    {"first", "6223613626941440"},
    {"first", "PcapPlusPlus/Tests/Fuzzers/RegressionTests/regression_samples/igmplayer"},
    {"first", "malformed/made/n20-tsresol-10e-12.pcapng"},
    {"first", "tcpdump/tests/atm-oam-loopback-print-overrun.pcap"},
    {"last", "5165927376355328"},
    {"last", "5196221831708672"},
    {"last", "5468403752632320"},
    {"last", "5654053026791424"},
    {"last", "5669109772845056"},
    {"last", "5696447256461312"},
    {"last", "5700358767902720"},
    {"last", "6223613626941440"},
    {"last", "PcapPlusPlus/Tests/Fuzzers/RegressionTests/regression_samples/igmplayer"},
    {"last", "malformed/made/n20-tsresol-10e-12.pcapng"},
    {"last", "tcpdump/tests/atm-oam-loopback-print-overrun.pcap"},
    {"packets", "5766899836387328"},
    {"packets", "libpcap/tests/filter/brcm-tag.pcap"},
    {"packets", "malformed/made/n13-option-length-over-block.pcapng"},
    {"packets", "malformed/made/p36-two-pcaps-concatenated.pcap"},
    {"packets", "suricata-verify/tests/bug-6875-01/fuzz.pcap"},
    {"packets", "tcpdump/tests/brcm-tag.pcap"},
    {"packets", "tcpdump/tests/dsa.pcap"},
    {"packets", "tcpdump/tests/frf16_magic_ie-oobr.pcap"},
    {"packets", "tcpdump/tests/juniper_es_oobr.pcap"},
    {"packets", "tcpdump/tests/kday6.pcap"},
    {"tcp", "arkime/tests/pcap/gre-erspan-vxlan.pcap"},
    {"tcp", "arkime/tests/pcap/nflog.pcap"},
    {"tcp", "libpcap/tests/filter/arcnet-rfc1201-arp-icmp-http.pcap"},
    {"tcp", "libpcap/tests/filter/http_PPI.pcap"},
    {"tcp", "nDPI/tests/cfgs/default/pcap/capwap_data.pcapng"},
    {"tcp", "nDPI/tests/cfgs/default/pcap/fuzz-2006-09-29-28586.pcap"},
    {"tcp", "nDPI/tests/cfgs/default/pcap/http_origin_different_than_host.pcap"},
    {"tcp", "nDPI/tests/cfgs/default/pcap/rtmp.pcap"},
    {"tcp", "nDPI/tests/cfgs/default/pcap/tls_change_cipher.pcap"},
    {"tcp", "nDPI/tests/cfgs/default/pcap/tls_invalid_reads.pcap"},
    {"tcp", "nDPI/tests/cfgs/default/pcap/vnc.pcap"},
    {"tcp", "suricata-verify/tests/vxlan-decoder-03/vxlan.pcap"},
    {"tcp", "tcpdump/tests/arcnet-rfc1201-arp-icmp-http.pcap"},
    {"tcp", "tcpdump/tests/gso-ipv4-vxlan-ipv6.pcap"},
    {"tcp", "tcpdump/tests/heapoverflow-tcp_print.pcap"},
    {"tcp", "zeek/testing/btest/Traces/dns-inverse-query.pcap"},
    {"tcp", "zeek/testing/btest/Traces/llc.pcap"},
    {"tcp", "zeek/testing/btest/Traces/tunnels/geneve-47101.pcap"},
    {"tcp", "zeek/testing/btest/Traces/tunnels/geneve-inner-tcp-bad-checksum.pcap"},
    {"tcp", "zeek/testing/btest/Traces/tunnels/gre-over-udp-4754.pcap"},
    {"tcp", "zeek/testing/btest/Traces/tunnels/vxlan-inner-tcp-bad-checksum.pcap"},
    {"udp", "BruteShark/Pcap_Examples/Voip Calls (SIP, RTP)/Asterisk_ZFONE_XLITE.pcap"},
    {"udp", "BruteShark/Pcap_Examples/Voip Calls (SIP, RTP)/MagicJack+_short_call.pcap"},
    {"udp", "BruteShark/Pcap_Examples/Voip Calls (SIP, RTP)/SIP_CALL_RTP_G711.pcap"},
    {"udp", "arkime/tests/pcap/gre-erspan-vxlan.pcap"},
    {"udp", "arkime/tests/pcap/ipv6-gtp6.pcap"},
    {"udp", "arkime/tests/pcap/snmpv3_synthetic.pcap"},
    {"udp", "john-samples/SNMPv3/encrypted_auth_md5_aes128.pcap"},
    {"udp", "john-samples/SNMPv3/encrypted_auth_sha1_aes128.pcap"},
    {"udp", "john-samples/SNMPv3/unencrypted_auth_sha1.pcap"},
    {"udp", "libpcap/tests/filter/arcnet-rfc1201-arp-icmp-http.pcap"},
    {"udp", "libpcap/tests/filter/http_PPI.pcap"},
    {"udp", "nDPI/tests/cfgs/default/pcap/hart_ip.pcap"},
    {"udp", "nDPI/tests/cfgs/default/pcap/skinny.pcap"},
    {"udp", "nDPI/tests/cfgs/default/pcap/zoom.pcap"},
    {"udp", "perf/mix-8m.pcap"},
    {"udp", "suricata-verify/tests/vxlan-decoder-01/input.pcap"},
    {"udp", "suricata-verify/tests/vxlan-decoder-03/vxlan.pcap"},
    {"udp", "tcpdump/tests/arcnet-rfc1201-arp-icmp-http.pcap"},
    {"udp", "zeek/testing/btest/Traces/snmp/snmp-crash-62790.pcap"},
    {"udp", "zeek/testing/btest/Traces/tunnels/gre-over-udp-4754.pcap"},
    {"udp", "zeek/testing/btest/Traces/tunnels/gtp/gtp7_ipv6.pcap"},
    {"udp", "zeek/testing/btest/Traces/tunnels/vxlan-triple-v2.pcap"},
};

QString nameOf(const Accepted &entry)
{
    return QLatin1String(entry.what) + u' ' + QLatin1String(entry.file);
}

/// Sorts differences into accepted and other ones, and knows which accepted ones did not occur.
class Differences
{
public:
    Differences()
    {
        for (const Accepted &entry : accepted)
            m_gone.append(nameOf(entry));
    }

    void add(const char *what, const QString &text, const QString &file)
    {
        for (const Accepted &entry : accepted) {
            if (QLatin1String(entry.what) == QLatin1String(what) && file.endsWith(QLatin1String(entry.file))) {
                m_gone.removeAll(nameOf(entry));
                return;
            }
        }
        m_others.append(QStringLiteral("%1\t%2\t%3").arg(QLatin1String(what), text, file));
    }

    [[nodiscard]] const QStringList &others() const { return m_others; }
    [[nodiscard]] const QStringList &gone() const { return m_gone; }

private:
    QStringList m_others;
    QStringList m_gone;
};

struct Opened
{
    CaptureSnapshot capture;
    ImportReport report;
    bool isCapture = false;
};

Opened open(const QString &path, const QString &folder)
{
    Opened opened;
    JobState job;
    auto source = openFile(path);
    if (!source)
        return opened;
    ByteSourcePtr bytes = *source;
    QFile head(path);
    if (head.open(QIODevice::ReadOnly) && head.read(2) == QByteArrayLiteral("\x1f\x8b")) {
        Error damage;
        const auto unpacked = unpack(*bytes, folder, {}, job, &damage);
        if (!unpacked)
            return opened;
        bytes = *unpacked;
    }
    CaptureIndexBuilder builder;
    opened.isCapture = static_cast<bool>(builder.add(bytes, EvidenceId{1}, path, job));
    opened.capture = builder.snapshot();
    if (!opened.capture.packets->files().empty())
        opened.report = opened.capture.packets->files().front().report;
    return opened;
}

} // namespace

/// Reads every capture of the shared set and compares with what capinfos and tshark count on them.
class TestCaptureCorpus : public QObject
{
    Q_OBJECT

private slots:
    void corpus_agreesWithTshark();

private:
    static void compare(const Expected &expected, const Opened &opened, Differences &differences);
};

void TestCaptureCorpus::compare(const Expected &expected, const Opened &opened, Differences &differences)
{
    const auto differ = [&](const char *what, const QString &ours, const QString &theirs) {
        differences.add(what, QStringLiteral("%1 for %2").arg(ours, theirs), expected.file);
    };
    const PacketIndex &packets = *opened.capture.packets;
    if (packets.size() != expected.packets)
        differ("packets", QString::number(packets.size()), QString::number(expected.packets));
    const TimeRange time = packets.size() > 0 ? packets.files().front().time : TimeRange();
    const auto first = parseIsoTime(expected.firstTime);
    const auto last = parseIsoTime(expected.lastTime);
    // The manifest rounds to microseconds.
    if (first && !time.isEmpty() && std::abs(*first - time.beginNs) > nsPerUs)
        differ("first", isoTime(time.beginNs), expected.firstTime);
    if (last && !time.isEmpty() && std::abs(*last - time.endNs + 1) > nsPerUs)
        differ("last", isoTime(time.endNs - 1), expected.lastTime);
    const quint32 tcp = opened.capture.packets->files().front().tcpConversations;
    const quint32 udp = opened.capture.packets->files().front().udpConversations;
    if (expected.tcp && *expected.tcp != tcp)
        differ("tcp", QString::number(tcp), QString::number(*expected.tcp));
    if (expected.udp && *expected.udp != udp)
        differ("udp", QString::number(udp), QString::number(*expected.udp));
}

void TestCaptureCorpus::corpus_agreesWithTshark()
{
    const auto manifest = readManifest(test::sharedCapture() + QStringLiteral("MANIFEST.tsv"));
    if (manifest.empty())
        QSKIP("The shared captures are not here: skipped");
    QTemporaryDir folder;
    Differences differences;
    for (const Expected &expected : manifest) {
        const Opened opened = open(test::sharedCapture() + expected.file, folder.path());
        if (opened.isCapture)
            compare(expected, opened, differences);
        else
            differences.add("unread", expected.format, expected.file);
    }
    const std::size_t known = std::size(accepted) - static_cast<std::size_t>(differences.gone().size());
    qInfo().noquote() << QStringLiteral("%1 captures compared, %2 differences accepted, %3 others")
                             .arg(manifest.size())
                             .arg(known)
                             .arg(differences.others().size());
    for (const QString &other : differences.others())
        qInfo().noquote() << other;
    for (const QString &gone : differences.gone())
        qInfo().noquote() << "gone:" << gone;
    QCOMPARE(differences.others(), QStringList());
    // An entry that no longer holds would hide the next difference.
    QCOMPARE(differences.gone(), QStringList());
}

QTEST_GUILESS_MAIN(TestCaptureCorpus)
#include "tst_capturecorpus.moc"
