// Makes a large capture out of a small one: its packets again and again, each round later and between other hosts.
//
//     makecapture IN.pcap OUT.pcap MEGABYTES
//
// IN is a classic pcap of Ethernet in this machine's byte order. IPv4 addresses are shifted, checksums are not mended.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

namespace {

constexpr std::size_t fileHeader = 24;
constexpr std::size_t recordHeader = 16;
constexpr std::size_t ethernetHeader = 14;

struct Record
{
    std::uint32_t seconds = 0;
    std::uint32_t fraction = 0;
    std::uint32_t captured = 0;
    std::uint32_t wire = 0;
};
static_assert(sizeof(Record) == recordHeader);

struct Packet
{
    std::size_t offset = 0; // of its record header in the input
    Record record;
};

std::vector<Packet> packetsOf(const std::vector<char> &bytes)
{
    std::vector<Packet> packets;
    std::size_t offset = fileHeader;
    while (bytes.size() - offset >= recordHeader) {
        Packet packet{offset, {}};
        std::memcpy(&packet.record, bytes.data() + offset, recordHeader);
        if (packet.record.captured > bytes.size() - offset - recordHeader)
            break;
        packets.push_back(packet);
        offset += recordHeader + packet.record.captured;
    }
    return packets;
}

// Adds the round to the middle bytes of both IPv4 addresses, so that each round has hosts of its own.
void shiftAddresses(char *frame, std::size_t size, std::uint32_t round)
{
    if (size < ethernetHeader + 20 || frame[12] != 0x08 || frame[13] != 0x00)
        return;
    for (const std::size_t place : {ethernetHeader + 12, ethernetHeader + 16}) {
        frame[place + 1] = static_cast<char>(static_cast<std::uint8_t>(frame[place + 1]) + (round >> 8U));
        frame[place + 2] = static_cast<char>(static_cast<std::uint8_t>(frame[place + 2]) + round);
    }
}

std::uint32_t spanOf(const std::vector<Packet> &packets)
{
    const auto [first, last] =
        std::minmax_element(packets.begin(), packets.end(),
                            [](const Packet &a, const Packet &b) { return a.record.seconds < b.record.seconds; });
    return last->record.seconds - first->record.seconds + 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::cerr << "usage: makecapture IN.pcap OUT.pcap MEGABYTES\n";
        return 2;
    }
    std::ifstream in(argv[1], std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto packets = bytes.size() > fileHeader ? packetsOf(bytes) : std::vector<Packet>();
    if (packets.empty()) {
        std::cerr << "makecapture: no packets in " << argv[1] << '\n';
        return 3;
    }
    std::ofstream out(argv[2], std::ios::binary);
    out.write(bytes.data(), fileHeader);
    const std::uint64_t wanted = std::strtoull(argv[3], nullptr, 10) * 1'000'000;
    std::uint64_t written = fileHeader;
    const std::uint32_t span = spanOf(packets);
    std::vector<char> buffer;
    for (std::uint32_t round = 0; written < wanted; ++round) {
        for (const Packet &packet : packets) {
            const char *begin = bytes.data() + packet.offset;
            buffer.assign(begin, begin + recordHeader + packet.record.captured);
            const std::uint32_t seconds = packet.record.seconds + round * span;
            std::memcpy(buffer.data(), &seconds, sizeof seconds);
            shiftAddresses(buffer.data() + recordHeader, packet.record.captured, round);
            out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            written += buffer.size();
        }
    }
    return out.flush() ? 0 : 3;
}
