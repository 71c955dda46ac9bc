// Makes a capture of ordinary traffic: TCP connections of HTTP and TLS from handshake to FIN and DNS lookups, mixed as
// they run at the same time, most of them short and a few long, half of the packets full and most others bare ACKs.
//
//     maketraffic OUT.pcap PACKETS CONVERSATIONS
//
// 1300000 packets of 45000 conversations are about 1 GB. The same numbers give the same bytes. Checksums are 0.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::size_t running = 300; // connections at the same time
constexpr std::size_t fullSegment = 1448;
constexpr unsigned syn = 0x02;
constexpr unsigned ack = 0x10;
constexpr unsigned push = 0x08;
constexpr unsigned fin = 0x01;

/// What is left of one connection, and where it is.
struct Talk
{
    std::uint32_t client = 0;
    std::uint32_t server = 0;
    std::uint16_t clientPort = 0;
    std::uint16_t serverPort = 0;
    std::array<std::uint32_t, 2> sequence{}; // of client and server
    std::uint32_t sent = 0;                  // packets so far
    std::uint32_t packets = 0;               // in all
};

class Traffic
{
public:
    Traffic(std::ofstream &out, std::uint32_t packets, std::uint32_t conversations)
        : m_out(out)
        , m_packets(packets)
        , m_conversations(conversations)
    {
        m_filler.resize(1U << 16U);
        std::generate(m_filler.begin(), m_filler.end(), [this] { return static_cast<char>(m_random() | 0x80U); });
    }

    void run()
    {
        const std::array<std::uint32_t, 6> header{0xa1b2c3d4, 0x00040002, 0, 0, 262144, 1};
        m_out.write(reinterpret_cast<const char *>(header.data()), sizeof header);
        for (std::uint32_t i = 0; i < m_packets && !(m_talks.empty() && m_begun == m_conversations); ++i) {
            while (m_talks.size() < running && m_begun < m_conversations)
                m_talks.push_back(begin());
            // One of the youngest half of the time: connections have bursts.
            const std::size_t span = random(2) == 0 ? m_talks.size() : std::min<std::size_t>(m_talks.size(), 8);
            const std::size_t which = m_talks.size() - 1 - random(static_cast<std::uint32_t>(span));
            m_talks[which].serverPort == 53 ? lookUp(m_talks[which]) : speak(m_talks[which]);
            if (m_talks[which].sent == m_talks[which].packets)
                m_talks.erase(m_talks.begin() + static_cast<std::ptrdiff_t>(which));
        }
    }

private:
    std::uint32_t random(std::uint32_t below) { return static_cast<std::uint32_t>(m_random() % below); }

    Talk begin()
    {
        Talk talk;
        const std::uint32_t i = m_begun++;
        talk.client = 0x0a010000U + random(500);
        talk.server = 0x34000000U + random(4000) * 7919;
        talk.clientPort = static_cast<std::uint16_t>(1024 + i % 60'000);
        const bool isLookup = random(4) == 0;
        talk.serverPort = isLookup ? 53 : (random(5) == 0 ? 80 : 443);
        talk.sequence = {random(1U << 31U), random(1U << 31U)};
        // The mean of what remains, by a distribution with a long tail.
        const double mean =
            static_cast<double>(m_packets - std::min(m_promised, m_packets)) / static_cast<double>(m_conversations - i);
        const double part = -std::log(1.0 - std::uniform_real_distribution<double>(0, 0.99999)(m_random));
        const bool isLast = m_begun == m_conversations;
        talk.packets = isLookup ? 2 : std::max(8U, static_cast<std::uint32_t>(mean * 1.35 * part * part / 2));
        if (isLast)
            talk.packets = std::max(8U, m_packets - std::min(m_promised, m_packets));
        m_promised += talk.packets;
        return talk;
    }

    void lookUp(Talk &talk)
    {
        const bool isAnswer = talk.sent++ == 1;
        std::string message = u16(talk.clientPort) + u16(isAnswer ? 0x8180 : 0x0100) + u16(1) + u16(isAnswer ? 1 : 0)
                              + u16(0) + u16(0) + '\4' + "host" + '\7' + "example" + '\0' + u16(1) + u16(1);
        if (isAnswer)
            message += u16(0xc00c) + u16(1) + u16(1) + u16(0) + u16(60) + u16(4) + std::string("\12\1\2\3", 4);
        const auto length = static_cast<std::uint16_t>(message.size() + 8);
        const std::uint16_t from = isAnswer ? talk.serverPort : talk.clientPort;
        const std::uint16_t to = isAnswer ? talk.clientPort : talk.serverPort;
        write(talk, !isAnswer, 17, u16(from) + u16(to) + u16(length) + u16(0), message);
    }

    void speak(Talk &talk)
    {
        const std::uint32_t step = talk.sent++;
        const std::uint32_t left = talk.packets - talk.sent;
        if (step == 0)
            return segment(talk, true, syn, {});
        if (step == 1)
            return segment(talk, false, syn | ack, {});
        if (step == 2)
            return segment(talk, true, ack, {});
        if (step == 3)
            return segment(talk, true, ack | push, question(talk.serverPort == 80));
        if (step == 4)
            return segment(talk, false, ack | push, answer(talk.serverPort == 80));
        if (left < 3)
            return segment(talk, left != 1, left == 0 ? ack : ack | fin, {});
        const unsigned kind = random(100);
        if (kind < 33)
            return segment(talk, true, ack, {});
        if (kind < 36)
            return segment(talk, true, ack | push, filler(100 + random(600)));
        segment(talk, false, ack | (kind > 90 ? push : 0U), filler(kind > 90 ? 200 + random(1000) : fullSegment));
    }

    static std::string question(bool isHttp)
    {
        if (isHttp)
            return "GET /index.html HTTP/1.1\r\nHost: www.example\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n";
        // A client hello with a server name, padded to the usual size.
        const std::string name = "www.tls.example";
        const auto size = [&name](std::size_t more) { return u16(static_cast<unsigned>(name.size() + more)); };
        std::string extensions = u16(0) + size(5) + size(3) + '\0' + size(0) + name + u16(21) + u16(400);
        extensions += std::string(400, '\0');
        std::string hello = u16(0x0303) + std::string(32, 'r') + '\0' + u16(2) + u16(0x1301) + '\1' + '\0'
                            + u16(static_cast<unsigned>(extensions.size())) + extensions;
        const auto length = static_cast<unsigned>(hello.size());
        return std::string(1, '\x16') + u16(0x0301) + u16(length + 4) + '\1' + '\0' + u16(length) + hello;
    }

    static std::string answer(bool isHttp)
    {
        if (isHttp)
            return "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 100000\r\n\r\n";
        const std::string hello =
            u16(0x0303) + std::string(32, 's') + '\0' + u16(0x1301) + '\0' + u16(6) + u16(43) + u16(2) + u16(0x0304);
        const auto length = static_cast<unsigned>(hello.size());
        return std::string(1, '\x16') + u16(0x0303) + u16(length + 4) + '\2' + '\0' + u16(length) + hello;
    }

    std::string filler(std::size_t size) { return m_filler.substr(m_random() % (m_filler.size() - size), size); }

    void segment(Talk &talk, bool fromClient, unsigned flags, const std::string &payload)
    {
        const std::size_t own = fromClient ? 0 : 1;
        const std::uint16_t from = fromClient ? talk.clientPort : talk.serverPort;
        const std::uint16_t to = fromClient ? talk.serverPort : talk.clientPort;
        const std::uint32_t acknowledged = (flags & ack) != 0 ? talk.sequence[1 - own] : 0;
        // 32 bytes: with the timestamp option.
        const std::string header = u16(from) + u16(to) + u32(talk.sequence[own]) + u32(acknowledged)
                                   + u16(0x8000U | flags) + u16(0xfa00) + u32(0) + u32(0x0101'080aU)
                                   + u32(m_timeUs / 1000) + u32(0);
        write(talk, fromClient, 6, header, payload);
        talk.sequence[own] += static_cast<std::uint32_t>(payload.size()) + ((flags & (syn | fin)) != 0 ? 1 : 0);
    }

    void write(const Talk &talk, bool fromClient, unsigned protocol, const std::string &header,
               const std::string &payload)
    {
        const auto length = static_cast<unsigned>(20 + header.size() + payload.size());
        const std::string packet = std::string("\x02\0\0\0\0\x02\x02\0\0\0\0\x01\x08\0", 14) + u16(0x4500) + u16(length)
                                   + u16(m_id++) + u16(0x4000) + u16(0x4000U | protocol) + u16(0)
                                   + u32(fromClient ? talk.client : talk.server)
                                   + u32(fromClient ? talk.server : talk.client) + header;
        m_timeUs += random(800);
        const auto size = static_cast<std::uint32_t>(packet.size() + payload.size());
        const std::array<std::uint32_t, 4> record{1'700'000'000 + static_cast<std::uint32_t>(m_timeUs / 1'000'000),
                                                  static_cast<std::uint32_t>(m_timeUs % 1'000'000), size, size};
        m_out.write(reinterpret_cast<const char *>(record.data()), sizeof record);
        m_out.write(packet.data(), static_cast<std::streamsize>(packet.size()));
        m_out.write(payload.data(), static_cast<std::streamsize>(payload.size()));
    }

    static std::string u16(unsigned value) { return {static_cast<char>(value >> 8U), static_cast<char>(value)}; }
    static std::string u32(std::uint64_t value)
    {
        return u16(static_cast<unsigned>(value >> 16U)) + u16(static_cast<unsigned>(value));
    }

    std::ofstream &m_out;
    std::uint32_t m_packets;
    std::uint32_t m_conversations;
    std::mt19937 m_random{1};
    std::string m_filler;
    std::vector<Talk> m_talks;
    std::uint32_t m_begun = 0;
    std::uint32_t m_promised = 0; // packets of the connections begun so far
    std::uint64_t m_timeUs = 0;
    unsigned m_id = 0;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::cerr << "usage: maketraffic OUT.pcap PACKETS CONVERSATIONS\n";
        return 2;
    }
    std::ofstream out(argv[1], std::ios::binary);
    Traffic(out, static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)),
            static_cast<std::uint32_t>(std::strtoul(argv[3], nullptr, 10)))
        .run();
    return out.flush() ? 0 : 3;
}
