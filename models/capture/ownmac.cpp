#include "models/capture/ownmac.h"

#include <QtEndian>

#include <algorithm>

namespace wirecase {

namespace {

constexpr std::size_t addressBytes = 6;
constexpr quint64 azureGateway =
    0x1234'5678'9abcULL; // azure.md: the address with which every VM's frames are exchanged
constexpr quint64 groupBit = 0x0100'0000'0000ULL;

// The six bytes as a number, the first one highest.
quint64 addressAt(ByteView bytes)
{
    return quint64{qFromBigEndian<quint32>(bytes.data())} << 16U | qFromBigEndian<quint16>(bytes.data() + 4);
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
    const quint64 from = addressAt(source);
    const quint64 to = addressAt(destination);
    const quint64 lower = std::min(from, to);
    const quint64 upper = std::max(from, to);
    if (lower != m_lower || upper != m_upper) {
        countRun();
        m_lower = lower;
        m_upper = upper;
    }
    ++m_run;
}

void OwnMac::countRun()
{
    m_frames += m_run;
    count(m_lower);
    if (m_upper != m_lower)
        count(m_upper);
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
