#include "models/capture/dissection/dissection.h"

#include "models/base/ipaddress.h"

namespace wirecase {

namespace {

/// Printable text of bytes that hold no secret. Control characters, and those that reorder text, are shown as such, so
/// that a packet cannot dress up what stands beside it.
QString printable(const QString &decoded)
{
    QString text;
    text.reserve(decoded.size());
    for (const QChar c : decoded) {
        if (c == u'\r')
            text += QLatin1String("\\r");
        else if (c == u'\n')
            text += QLatin1String("\\n");
        else if (c == u'\t')
            text += QLatin1String("\\t");
        else if (c.isPrint() || c.isSurrogate())
            text += c;
        else
            text += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return text;
}

QString printable(ByteView bytes)
{
    const QByteArray raw = copyOf(bytes);
    const QString decoded = QString::fromUtf8(raw);
    return printable(decoded.contains(QChar::ReplacementCharacter) ? QString::fromLatin1(raw) : decoded);
}

QString macText(ByteView bytes)
{
    return QString::fromLatin1(copyOf(bytes).toHex(':'));
}

QString ipText(ByteView bytes)
{
    if (bytes.size() == 4)
        return IpAddress::fromIpv4(*be32(bytes, 0)).toString();
    IpAddress::Bytes address{};
    for (std::size_t i = 0; i < address.size(); ++i)
        address[i] = u8(bytes, i).value_or(0);
    return IpAddress(address).toString();
}

std::uint64_t numberOf(ByteView bytes)
{
    std::uint64_t number = 0;
    for (const std::byte byte : bytes.first(std::min<std::size_t>(bytes.size(), 8)))
        number = (number << 8U) | std::to_integer<std::uint64_t>(byte);
    return number;
}

} // namespace

const char *nameOf(std::span<const NameSpec> names, std::uint32_t value, const char *fallback)
{
    const auto found = std::find_if(names.begin(), names.end(), [=](const NameSpec &n) { return n.value == value; });
    return found == names.end() ? fallback : found->name;
}

Dissection::Dissection(const PacketContext &context)
    : numbering(context.numbering)
    , m_conversationProtocol(context.conversationProtocol)
    , m_wantsLayers(context.wantsLayers)
{
    m_result.secrets = context.knownSecrets;
}

void Dissection::maskSecret(const Part &part)
{
    m_result.secrets.add(static_cast<qsizetype>(part.begin()), static_cast<qsizetype>(part.size()));
}

bool Dissection::isMasked(const Part &part) const
{
    return m_result.secrets.overlaps(static_cast<qsizetype>(part.begin()), static_cast<qsizetype>(part.size()));
}

QString Dissection::text(const Part &part) const
{
    const Part shown = part.sub(0, maxTextBytes);
    QString text;
    std::size_t at = 0;
    for (const MaskedSpans::Span &span : m_result.secrets.spans()) {
        const auto spanBegin = static_cast<std::size_t>(std::max<qsizetype>(span.begin, 0));
        const auto spanEnd = static_cast<std::size_t>(std::max<qsizetype>(span.begin + span.length, 0));
        const std::size_t first = std::max(spanBegin, shown.begin()) - shown.begin();
        const std::size_t last = std::min(spanEnd, shown.begin() + shown.size());
        if (last <= shown.begin() + first)
            continue;
        text += printable(slice(shown.bytes(), at, first - at)) + secretMark();
        at = last - shown.begin();
    }
    text += printable(slice(shown.bytes(), at));
    return part.size() > maxTextBytes ? text + QChar(0x2026) : text;
}

QString Dissection::utf16(const Part &part) const
{
    if (isMasked(part))
        return secretMark();
    const Part shown = part.sub(0, maxTextBytes);
    QString decoded;
    for (std::size_t at = 0; at + 2 <= shown.size(); at += 2)
        decoded += QChar(shown.littleWordOr0(at));
    return printable(part.size() > maxTextBytes ? decoded + QChar(0x2026) : decoded);
}

QString Dissection::hex(const Part &part) const
{
    constexpr std::size_t shownBytes = 64;
    if (isMasked(part))
        return secretMark();
    const QString text = QString::fromLatin1(copyOf(slice(part.bytes(), 0, shownBytes)).toHex());
    return part.size() > shownBytes ? text + QChar(0x2026) : text;
}

QString Dissection::value(const Part &part, FieldFormat format) const
{
    if (format == FieldFormat::Text)
        return text(part);
    if (isMasked(part))
        return secretMark();
    switch (format) {
    case FieldFormat::Decimal:
        return QString::number(numberOf(part.bytes()));
    case FieldFormat::Hex:
        return QStringLiteral("0x%1").arg(numberOf(part.bytes()), static_cast<int>(part.size()) * 2, 16,
                                          QLatin1Char('0'));
    case FieldFormat::Ipv4:
    case FieldFormat::Ipv6:
        return ipText(part.bytes());
    case FieldFormat::Mac:
        return macText(part.bytes());
    case FieldFormat::Bytes:
    case FieldFormat::Text:
        break;
    }
    return hex(part);
}

FieldNode Dissection::node(const QString &text, const char *filterName, const Part &place)
{
    FieldNode node;
    node.text = text;
    node.filterName = QLatin1String(filterName);
    node.begin = static_cast<quint32>(place.begin());
    node.length = static_cast<quint32>(place.size());
    return node;
}

FieldNode Dissection::secretNode(const QString &label, const char *filterName, const Part &place,
                                 const QByteArray &secret)
{
    maskSecret(place);
    FieldNode made = node(label + secretMark(), filterName, place);
    made.secret = true;
    made.secretValue = secret;
    return made;
}

void Dissection::add(FieldNode &parent, FieldNode child)
{
    if (m_wantsLayers && ++m_nodes <= maxNodes)
        parent.children.push_back(std::move(child));
}

void Dissection::add(FieldNode &parent, const QString &text, const char *filterName, const Part &place)
{
    if (m_wantsLayers)
        add(parent, node(text, filterName, place));
}

void Dissection::addFields(FieldNode &parent, const Part &header, std::span<const FieldSpec> fields)
{
    for (const FieldSpec &field : m_wantsLayers ? fields : std::span<const FieldSpec>()) {
        const Part place = header.sub(field.offset, field.length);
        if (place.size() == field.length)
            add(parent, QStringLiteral("%1: %2").arg(tr(field.label), value(place, field.format)), field.filterName,
                place);
    }
}

void Dissection::addBits(FieldNode &parent, const Part &place, std::uint32_t value, int width,
                         std::span<const BitSpec> bits)
{
    for (const BitSpec &bit : m_wantsLayers ? bits : std::span<const BitSpec>()) {
        QString picture;
        for (int i = width - 1; i >= 0; --i) {
            const std::uint32_t mask = 1U << static_cast<unsigned>(i);
            picture += QLatin1Char((bit.mask & mask) == 0 ? '.' : (value & mask) != 0 ? '1' : '0');
            if (i % 4 == 0 && i != 0)
                picture += u' ';
        }
        const QString state = (value & bit.mask) != 0 ? tr("Set") : tr("Not set");
        add(parent, QStringLiteral("%1 = %2: %3").arg(picture, tr(bit.label), state), bit.filterName, place);
    }
}

void Dissection::addLayer(FieldNode layer)
{
    if (m_wantsLayers && ++m_nodes <= maxNodes)
        m_result.layers.push_back(std::move(layer));
}

void Dissection::addData(const Part &part)
{
    if (part.wireSize() == 0 || !m_wantsLayers)
        return;
    FieldNode layer = node(tr("Data (%n bytes)", nullptr, static_cast<int>(part.wireSize())), "data", part);
    if (!part.isEmpty())
        add(layer, tr("Data: %1").arg(hex(part)), "data.data", part);
    addLayer(std::move(layer));
}

void Dissection::summarise(const QString &protocol, const QString &info)
{
    m_result.protocol = protocol;
    m_result.info = info;
}

PacketDissection Dissection::finish() &&
{
    return std::move(m_result);
}

} // namespace wirecase
