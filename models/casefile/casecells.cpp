#include "models/casefile/casecells.h"

#include <optional>

namespace wirecase {

namespace {

// sqlite.org/fileformat2.html, 1.6 (pages), 2.1 (records).
constexpr std::size_t fileHeaderSize = 100;
constexpr quint64 mostPayload = 64ULL << 20U; // no document of a case is near this

struct Varint
{
    quint64 value = 0;
    std::size_t length = 0;
};

std::optional<Varint> varint(ByteView bytes, std::size_t offset)
{
    Varint read;
    while (read.length < 9) {
        const auto byte = u8(bytes, offset + read.length);
        if (!byte)
            return std::nullopt;
        ++read.length;
        if (read.length == 9) {
            read.value = (read.value << 8U) | *byte;
            return read;
        }
        read.value = (read.value << 7U) | (*byte & 0x7fU);
        if ((*byte & 0x80U) == 0)
            return read;
    }
    return read;
}

CaseLeaf::Kind kindOf(quint8 type)
{
    switch (type) {
    case 0x02:
        return CaseLeaf::Kind::IndexInterior;
    case 0x05:
        return CaseLeaf::Kind::TableInterior;
    case 0x0a:
        return CaseLeaf::Kind::Index;
    case 0x0d:
        return CaseLeaf::Kind::Table;
    default:
        return CaseLeaf::Kind::None;
    }
}

qint64 signedNumber(ByteView bytes)
{
    quint64 value = 0;
    for (const std::byte byte : bytes)
        value = (value << 8U) | std::to_integer<quint64>(byte);
    const std::size_t bits = 8 * bytes.size();
    if (bits < 64 && bits > 0 && ((value >> (bits - 1)) & 1U) != 0)
        value |= ~0ULL << bits;
    return static_cast<qint64>(value);
}

/// Length of a value by its serial type; nothing for the two reserved types.
std::optional<quint64> lengthOf(quint64 type)
{
    constexpr std::array<quint64, 10> fixed{0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < fixed.size())
        return fixed.at(type);
    return type < 12 ? std::nullopt : std::optional((type - 12) / 2);
}

CellValue valueOf(quint64 type, ByteView bytes)
{
    if (type >= 12)
        return {type % 2 == 0 ? CellValue::Type::Blob : CellValue::Type::Text, 0, copyOf(bytes)};
    if (type == 0 || type == 7) // no column of a case holds a real number
        return {};
    if (type == 8 || type == 9)
        return {CellValue::Type::Number, static_cast<qint64>(type - 8), {}};
    return {CellValue::Type::Number, signedNumber(bytes), {}};
}

std::optional<std::vector<CellValue>> readRecord(ByteView record)
{
    const auto head = varint(record, 0);
    if (!head || head->value > record.size() || head->value < head->length)
        return std::nullopt;
    std::vector<CellValue> values;
    std::size_t at = head->length;
    std::size_t body = head->value;
    while (at < head->value) {
        const auto type = varint(record.first(head->value), at);
        const auto length = type ? lengthOf(type->value) : std::nullopt;
        if (!length || *length > record.size() - body)
            return std::nullopt;
        values.push_back(valueOf(type->value, slice(record, body, *length)));
        at += type->length;
        body += *length;
    }
    return values;
}

class CellReader
{
public:
    CellReader(const CasePages &pages, ByteView page, CaseLeaf::Kind kind)
        : m_pages(pages)
        , m_page(page)
        , m_kind(kind)
    {
    }

    [[nodiscard]] std::optional<CaseCell> read(std::size_t at) const
    {
        CaseCell cell;
        if (m_kind == CaseLeaf::Kind::IndexInterior)
            at += 4;
        const auto length = varint(m_page, at);
        if (!length || length->value > mostPayload)
            return std::nullopt;
        at += length->length;
        if (m_kind == CaseLeaf::Kind::Table) {
            const auto rowId = varint(m_page, at);
            if (!rowId)
                return std::nullopt;
            cell.rowId = static_cast<qint64>(rowId->value);
            at += rowId->length;
        }
        const auto payload = readPayload(at, length->value);
        auto values = payload ? readRecord(bytesOf(*payload)) : std::nullopt;
        if (!values)
            return std::nullopt;
        cell.values = *std::move(values);
        return cell;
    }

private:
    [[nodiscard]] quint64 localLength(quint64 length) const
    {
        const quint64 usable = m_pages.usableSize();
        const quint64 most = m_kind == CaseLeaf::Kind::Table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        if (length <= most)
            return length;
        const quint64 least = (usable - 12) * 32 / 255 - 23;
        const quint64 fitting = least + (length - least) % (usable - 4);
        return fitting <= most ? fitting : least;
    }

    [[nodiscard]] std::optional<QByteArray> readPayload(std::size_t at, quint64 length) const
    {
        const quint64 local = localLength(length);
        QByteArray payload = copyOf(slice(m_page, at, local));
        if (static_cast<quint64>(payload.size()) < local)
            return std::nullopt;
        if (local == length)
            return payload;
        quint32 next = be32(m_page, at + local).value_or(0);
        while (static_cast<quint64>(payload.size()) < length) {
            const QByteArray bytes = m_pages.page(next);
            const ByteView overflow = slice(bytesOf(bytes), 0, m_pages.usableSize());
            const quint64 missing = length - static_cast<quint64>(payload.size());
            const ByteView part = slice(overflow, 4, missing);
            if (part.empty() || (part.size() < missing && overflow.size() < m_pages.usableSize()))
                return std::nullopt;
            payload += copyOf(part);
            next = be32(overflow, 0).value_or(0);
        }
        return payload;
    }

    const CasePages &m_pages;
    ByteView m_page;
    CaseLeaf::Kind m_kind;
};

} // namespace

CaseLeaf readCells(const CasePages &pages, const QByteArray &page, bool isFirst)
{
    CaseLeaf leaf;
    const ByteView bytes = bytesOf(page);
    const std::size_t head = isFirst ? fileHeaderSize : 0;
    leaf.kind = kindOf(u8(bytes, head).value_or(0));
    if (leaf.kind == CaseLeaf::Kind::None)
        return leaf;
    const bool interior = leaf.kind == CaseLeaf::Kind::TableInterior || leaf.kind == CaseLeaf::Kind::IndexInterior;
    const std::size_t pointers = head + (interior ? 12 : 8);
    const std::size_t count = be16(bytes, head + 3).value_or(0);
    const CellReader reader(pages, slice(bytes, 0, pages.usableSize()), leaf.kind);
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = be16(bytes, pointers + 2 * i);
        if (!at || *at < pointers + 2 * count || *at >= bytes.size()) {
            ++leaf.damaged;
            continue;
        }
        if (interior)
            leaf.children.push_back(be32(bytes, *at).value_or(0));
        if (leaf.kind == CaseLeaf::Kind::TableInterior)
            continue;
        if (auto cell = reader.read(*at))
            leaf.cells.push_back(*std::move(cell));
        else
            ++leaf.damaged;
    }
    if (interior)
        leaf.children.push_back(be32(bytes, head + 8).value_or(0));
    return leaf;
}

} // namespace wirecase
