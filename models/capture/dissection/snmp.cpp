#include "models/capture/dissection/application.h"
#include "models/capture/dissection/berelement.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::uint8_t integer = 0x02;
constexpr std::uint8_t octetString = 0x04;
constexpr std::uint8_t sequenceTag = 0x30;
constexpr std::uint32_t versionThree = 3;

constexpr std::array operations{
    NameSpec{0xa0, "get-request"},   NameSpec{0xa1, "get-next-request"},
    NameSpec{0xa2, "get-response"},  NameSpec{0xa3, "set-request"},
    NameSpec{0xa4, "trap"},          NameSpec{0xa5, "getBulkRequest"},
    NameSpec{0xa6, "informRequest"}, NameSpec{0xa7, "snmpV2-trap"},
    NameSpec{0xa8, "report"},
};

constexpr std::array versions{NameSpec{0, "v1"}, NameSpec{1, "v2c"}, NameSpec{3, "v3"}};

/// X.690 8.19: numbers of seven bits a byte; the first one holds two.
QString objectName(const Part &content)
{
    QStringList numbers;
    std::uint32_t value = 0;
    constexpr std::size_t longest = 128;
    for (std::size_t i = 0; i < std::min(content.size(), longest); ++i) {
        value = (value << 7U) | (content.byteOr0(i) & 0x7fU);
        if ((content.byteOr0(i) & 0x80U) != 0)
            continue;
        if (numbers.isEmpty()) {
            const std::uint32_t root = std::min(value / 40, 2U);
            numbers << QString::number(root) << QString::number(value - root * 40);
        } else {
            numbers << QString::number(value);
        }
        value = 0;
    }
    return numbers.join(u'.');
}

/// The names of the objects asked for or told.
QStringList addBindings(Dissection &d, FieldNode &node, const Part &list)
{
    constexpr std::size_t mostBindings = 64;
    QStringList names;
    std::size_t at = 0;
    for (std::size_t i = 0; i < mostBindings; ++i) {
        const auto binding = berElementAt(list, at);
        const auto name = binding ? berElementAt(binding->content, 0) : std::nullopt;
        if (!name)
            break;
        names += objectName(name->content);
        d.add(node, Dissection::tr("Object: %1").arg(names.back()), "snmp.name", name->content);
        at += binding->headerLength + binding->statedLength;
    }
    return names;
}

QString addOperation(Dissection &d, FieldNode &layer, const BerElement &operation)
{
    const QString name = QLatin1String(nameOf(operations, operation.tag));
    FieldNode node = Dissection::node(name, "snmp.data", operation.content);
    std::size_t at = 0;
    constexpr std::uint8_t trap = 0xa4; // RFC 1157 4.1.6 has a head of its own
    if (operation.tag != trap) {
        constexpr std::array labels{QT_TRANSLATE_NOOP("wirecase::Dissection", "Request ID"),
                                    QT_TRANSLATE_NOOP("wirecase::Dissection", "Error status"),
                                    QT_TRANSLATE_NOOP("wirecase::Dissection", "Error index")};
        constexpr std::array filterNames{"snmp.request_id", "snmp.error_status", "snmp.error_index"};
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const auto number = berElementAt(operation.content, at);
            if (!number || number->tag != integer)
                break;
            d.add(
                node,
                QStringLiteral("%1: %2").arg(Dissection::tr(labels[i]), d.value(number->content, FieldFormat::Decimal)),
                filterNames[i], number->content);
            at += number->headerLength + number->statedLength;
        }
    }
    const auto bindings = berChild(operation.content.from(at), sequenceTag);
    const QStringList names = bindings ? addBindings(d, node, bindings->content) : QStringList();
    d.add(layer, std::move(node));
    return names.isEmpty() ? name : name + u' ' + names.mid(0, 4).join(u' ');
}

/// RFC 3414 2.4: the security parameters are a sequence within an octet string; the fourth field names the user.
QString addUser(Dissection &d, FieldNode &layer, const Part &parameters)
{
    const auto sequence = berElementAt(parameters, 0);
    std::size_t at = 0;
    constexpr int before = 3; // engine id, boots, time
    for (int i = 0; sequence && i < before; ++i) {
        const auto field = berElementAt(sequence->content, at);
        if (!field)
            return {};
        at += field->headerLength + field->statedLength;
    }
    const auto user = sequence ? berElementAt(sequence->content, at) : std::nullopt;
    if (!user || user->tag != octetString || user->content.isEmpty())
        return {};
    const QString name = d.text(user->content);
    d.add(layer, Dissection::tr("User name: %1").arg(name), "snmp.msgUserName", user->content);
    return name;
}

QString addVersionThree(Dissection &d, FieldNode &layer, const Part &message)
{
    const auto parameters = berChild(message, octetString);
    const QString user = parameters ? addUser(d, layer, parameters->content) : QString();
    const QString suffix = user.isEmpty() ? QString() : QStringLiteral(" user=%1").arg(user);
    if (!parameters)
        return QStringLiteral("SNMPv3");
    const std::size_t end = parameters->content.begin() + parameters->statedLength - message.begin();
    const auto data = berElementAt(message, end);
    if (!data || data->tag != sequenceTag)
        return Dissection::tr("encrypted") + suffix;
    for (const NameSpec &operation : operations) { // after the engine's id and the context's name
        if (const auto found = berChild(data->content, static_cast<std::uint8_t>(operation.value)))
            return addOperation(d, layer, *found) + suffix;
    }
    return QStringLiteral("SNMPv3") + suffix;
}

} // namespace

bool looksLikeSnmp(const Part &part)
{
    const auto message = berElementAt(part, 0);
    const auto version = message && message->tag == sequenceTag ? berElementAt(message->content, 0) : std::nullopt;
    const auto number = version && version->tag == integer ? berInteger(*version) : std::nullopt;
    if (!number || *number > versionThree || *number == 2)
        return false;
    const auto next = berElementAt(message->content, version->length());
    if (!next || next->tag != (*number == versionThree ? sequenceTag : octetString))
        return false;
    // Where the packet was cut before the operation, the community is to be masked all the same.
    const auto operation = message->content.byte(version->length() + next->length());
    constexpr unsigned contextConstructed = 0xa;
    return *number == versionThree || (operation ? *operation >> 4U == contextConstructed : !message->isWhole());
}

void dissectSnmp(Dissection &d, const Part &part)
{
    if (!looksLikeSnmp(part))
        return summariseContinuation(d, QStringLiteral("SNMP"), "snmp", part);
    const Part message = berElementAt(part, 0)->content;
    const BerElement version = *berElementAt(message, 0);
    const std::uint32_t number = berInteger(version).value_or(0);
    FieldNode layer = Dissection::node(Dissection::tr("Simple Network Management Protocol"), "snmp", part);
    d.add(layer, Dissection::tr("Version: %1").arg(QLatin1String(nameOf(versions, number))), "snmp.version",
          version.content);
    QString info;
    if (number == versionThree) {
        info = addVersionThree(d, layer, message);
    } else {
        // The community is all that a request proves itself with.
        const BerElement community = *berElementAt(message, version.length());
        d.add(layer, d.secretNode(Dissection::tr("Community: "), "snmp.community", community.content,
                                  copyOf(community.content.bytes())));
        const auto operation = berElementAt(message, version.length() + community.length());
        info = operation ? addOperation(d, layer, *operation) : Dissection::tr("SNMP, cut short");
    }
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("SNMP"), info);
}

} // namespace wirecase
