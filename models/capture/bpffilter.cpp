#include "models/capture/capturefilter.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/sourcewindow.h"

#include <QCoreApplication>

#include <pcap/pcap.h>

#include <map>
#include <memory>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::BpfFilter)
};

constexpr int longestPacket = 262'144;
constexpr quint32 stride = 4096;

struct CloseHandle
{
    void operator()(pcap_t *handle) const { pcap_close(handle); }
};

/// A filter compiled for one link type.
class Program
{
public:
    Program(LinkType linkType, const QByteArray &expression)
        : m_handle(pcap_open_dead(dltOf(linkType), longestPacket))
    {
        m_isCompiled =
            m_handle && pcap_compile(m_handle.get(), &m_program, expression.constData(), 1, PCAP_NETMASK_UNKNOWN) == 0;
        if (!m_isCompiled)
            m_error = QString::fromLocal8Bit(m_handle ? pcap_geterr(m_handle.get()) : "");
    }
    ~Program()
    {
        if (m_isCompiled)
            pcap_freecode(&m_program);
    }
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    [[nodiscard]] bool isCompiled() const { return m_isCompiled; }
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] bool matches(ByteView captured, quint32 wireLength) const
    {
        pcap_pkthdr header{};
        header.caplen = static_cast<bpf_u_int32>(captured.size());
        header.len = wireLength;
        return pcap_offline_filter(&m_program, &header, reinterpret_cast<const u_char *>(captured.data())) != 0;
    }

private:
    std::unique_ptr<pcap_t, CloseHandle> m_handle;
    bpf_program m_program{};
    bool m_isCompiled = false;
    QString m_error;
};

/// The same filter for every link type that occurs. An expression may make no sense on some of them ("ether" on raw
/// IP); it then matches none of their packets, but it has to make sense on one.
class Programs
{
public:
    explicit Programs(const QString &expression)
        : m_expression(expression.toUtf8())
    {
    }

    const Program &of(LinkType linkType)
    {
        auto &program = m_programs[linkType];
        if (!program)
            program = std::make_unique<Program>(linkType, m_expression);
        return *program;
    }

    /// The error of the first link type if the expression failed on all that were asked for.
    [[nodiscard]] std::optional<Error> failure() const
    {
        for (const auto &[linkType, program] : m_programs) {
            if (program->isCompiled())
                return std::nullopt;
        }
        if (m_programs.empty())
            return std::nullopt;
        const QString message = Text::tr("The filter is not understood: %1").arg(m_programs.begin()->second->error());
        return Error{Error::Code::Format, message, {}, -1};
    }

private:
    QByteArray m_expression;
    std::map<LinkType, std::unique_ptr<Program>> m_programs;
};

Status matchFile(const PacketIndex &packets, const CaptureFile &file, Programs &programs, RowBits &matching,
                 JobState &job)
{
    const PacketColumns &columns = packets.columns();
    SourceWindow window(*file.bytes, SourceWindow::Reading::Ahead);
    const auto first = static_cast<quint32>(file.first);
    for (quint32 row = first; row < first + file.packets; ++row) {
        if (row % stride == 0 && job.cancelled)
            return Error::cancelled();
        const Program &program = programs.of(columns.linkType(row));
        if (!program.isCompiled())
            continue;
        const ByteView captured = window.at(columns.offset(row), columns.capturedLength(row));
        if (captured.size() < columns.capturedLength(row))
            return window.error().value_or(
                Error{Error::Code::Io, Text::tr("The file no longer holds all of its packets."), file.name, -1});
        if (program.matches(captured, columns.wireLength(row)))
            matching.set(row);
    }
    return {};
}

} // namespace

Result<RowBits> matchBpf(const PacketIndex &packets, const QString &expression, JobState &job)
{
    // Compiling first tells a wrong expression before anything is read. Without packets Ethernet stands for all.
    Programs programs(expression);
    bool hasLinkType = false;
    for (const CaptureFile &file : packets.files()) {
        for (const LinkType type : file.linkTypes) {
            programs.of(type);
            hasLinkType = true;
        }
    }
    if (!hasLinkType)
        programs.of(LinkType::Ethernet);
    if (auto failure = programs.failure())
        return *std::move(failure);

    RowBits matching(packets.size());
    for (const CaptureFile &file : packets.files()) {
        if (const Status done = matchFile(packets, file, programs, matching, job); !done)
            return done.error();
    }
    return matching;
}

} // namespace wirecase
