#include "models/capture/ownmac.h"

#include <QtEndian>

#include <cstring>

namespace wirecase {

namespace {

constexpr std::size_t addressBytes = 6;
constexpr quint64 azureGateway =
    0x1234'5678'9abcULL; // azure.md: the address with which every VM's frames are exchanged
constexpr quint64 groupBit = 0x0100'0000'0000ULL;

// Six bytes as they lie there: only to be compared.
quint64 rawAddress(ByteView bytes)
{
    quint64 address = 0;
    std::memcpy(&address, bytes.data(), addressBytes);
    return address;
}

} // namespace

void OwnMac::count(quint64 address)
{
    if (m_run == 0 || address == 0 || address == azureGateway || (address & groupBit) != 0)
        return;
    for (Count &entry : m_counts) {
        if (entry.frames == 0)
            entry.address = address;
        if (entry.address == address) {
            entry.frames += m_run;
            return;
        }
    }
}

void OwnMac::note(ByteView source, ByteView destination)
{
    if (source.size() < addressBytes || destination.size() < addressBytes)
        return;
    const quint64 from = rawAddress(source);
    const quint64 to = rawAddress(destination);
    if (from != m_from || to != m_to) {
        countRun();
        m_from = from;
        m_to = to;
    }
    ++m_run;
}

void OwnMac::countRun()
{
    constexpr int unusedBits = 16;
    m_frames += m_run;
    count(qFromBigEndian(m_from) >> unusedBits);
    if (m_to != m_from)
        count(qFromBigEndian(m_to) >> unusedBits);
    m_run = 0;
}

QByteArray OwnMac::address()
{
    countRun();
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
