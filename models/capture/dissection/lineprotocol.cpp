#include "models/capture/dissection/lineprotocol.h"

#include "models/capture/dissection/application.h"

namespace wirecase {

namespace {

constexpr std::size_t maxLines = 200;

Part partOf(const Part &part, const TextSpan &span)
{
    return part.sub(span.begin, span.length);
}

FieldNode lineNode(Dissection &d, const Part &part, const TextSpan &line, const LineProtocolSpec &spec, LineKind kind)
{
    FieldNode node = Dissection::node(d.text(partOf(part, line)), spec.filterName, partOf(part, line));
    const std::string_view text = textOf(part.bytes());
    if (kind == LineKind::Response) {
        node.filterName = QLatin1String(spec.responseField);
        return node;
    }
    const std::vector<TextSpan> words = wordsOf(text, line, spec.wordsBeforeCommand + 2);
    if (words.size() > spec.wordsBeforeCommand)
        d.add(node, Dissection::tr("Command: %1").arg(d.text(partOf(part, words[spec.wordsBeforeCommand]))),
              spec.commandField, partOf(part, words[spec.wordsBeforeCommand]));
    const std::size_t argument = spec.wordsBeforeCommand + 1;
    const auto secret = spec.secretOf(text, line);
    if (words.size() > argument && !secret)
        d.add(node, Dissection::tr("Argument: %1").arg(d.text(partOf(part, words[argument]))), spec.argumentField,
              partOf(part, words[argument]));
    if (secret)
        addCredential(d, node, part, *secret, spec.argumentField);
    return node;
}

std::vector<TextSpan> linesOf(std::string_view text)
{
    std::vector<TextSpan> lines;
    for (std::size_t at = 0; at < text.size() && lines.size() < maxLines;) {
        const TextLine line = lineAt(text, at);
        lines.push_back(line.text);
        at = line.next;
    }
    return lines;
}

} // namespace

void addCredential(Dissection &d, FieldNode &line, const Part &part, const LineSecret &secret, const char *filterName)
{
    const Part place = partOf(part, secret.span);
    const auto decoded = decodeSecret(place.bytes(), secret.coding);
    if (secret.user)
        d.add(line, Dissection::tr("Username: %1").arg(d.text(partOf(part, *secret.user))), "",
              partOf(part, *secret.user));
    else if (decoded && !decoded->user.isEmpty())
        d.add(line, Dissection::tr("Username: %1").arg(decoded->user), "", place);
    const QByteArray value = decoded ? decoded->password : copyOf(place.bytes());
    d.add(line, d.secretNode(Dissection::tr("Password: "), filterName, place, value));
}

void dissectLines(Dissection &d, const Part &part, const LineProtocolSpec &spec)
{
    const std::string_view text = textOf(part.bytes());
    const std::vector<TextSpan> lines = linesOf(text);
    for (const TextSpan &line : lines) {
        if (const auto secret = spec.secretOf(text, line))
            d.maskSecret(partOf(part, secret->span));
    }
    const QString protocol = QLatin1String(spec.protocol);
    const LineKind side = lines.empty() ? LineKind::Other : spec.kindOf(lines.front().in(text));
    if (side == LineKind::Other)
        return summariseContinuation(d, protocol, spec.filterName, part);

    FieldNode layer = Dissection::node(Dissection::tr(spec.title), spec.filterName, part);
    for (const TextSpan &line : lines) {
        if (spec.kindOf(line.in(text)) != side) {
            const Part rest = part.from(line.begin);
            d.add(layer, Dissection::tr("%n more bytes", nullptr, static_cast<int>(rest.wireSize())), "", rest);
            break;
        }
        d.add(layer, lineNode(d, part, line, spec, side));
    }
    d.addLayer(std::move(layer));
    const char *prefix = side == LineKind::Request ? spec.requestPrefix : spec.responsePrefix;
    d.summarise(protocol, QLatin1String(prefix) + d.text(partOf(part, lines.front())));
}

} // namespace wirecase
