#include "models/capture/ownmac.h"

namespace wirecase {

namespace {

constexpr quint64 azureGateway =
    0x1234'5678'9abcULL; // azure.md: the address with which every VM's frames are exchanged
constexpr quint64 groupBit = 0x0100'0000'0000ULL;

} // namespace

void OwnMac::count(quint64 address)
{
    if (address == 0 || address == azureGateway || (address & groupBit) != 0)
        return;
    for (Count &entry : m_counts) {
        if (entry.frames == 0)
            entry.address = address;
        if (entry.address == address) {
            ++entry.frames;
            return;
        }
    }
}

void OwnMac::note(ByteView source, ByteView destination)
{
    const auto from = beUint<6>(source, 0);
    const auto to = beUint<6>(destination, 0);
    if (!from || !to)
        return;
    ++m_frames;
    count(*from);
    if (*to != *from)
        count(*to);
}

QByteArray OwnMac::address() const
{
    Count best;
    bool isTie = false;
    for (const Count &entry : m_counts) {
        isTie = entry.frames == best.frames || (isTie && entry.frames < best.frames);
        if (entry.frames > best.frames)
            best = entry;
    }
    // Group traffic of others is seen as well, but the own address takes part in most of what is there.
    if (best.frames == 0 || isTie || best.frames * 2 < m_frames)
        return {};
    QByteArray bytes(6, '\0');
    for (qsizetype i = 0; i < 6; ++i)
        bytes[i] = static_cast<char>(best.address >> (40 - 8 * i) & 0xffU);
    return bytes;
}

} // namespace wirecase
