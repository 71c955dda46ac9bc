#include "models/capture/dissection/application.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::uint8_t escape = 255; // RFC 854: interpret as command
constexpr std::uint8_t subnegotiation = 250;
constexpr std::uint8_t subnegotiationEnd = 240;
constexpr std::size_t mostCommands = 64;

constexpr std::array verbs{NameSpec{251, "Will"}, NameSpec{252, "Won't"}, NameSpec{253, "Do"}, NameSpec{254, "Don't"}};

constexpr std::array commands{
    NameSpec{241, "No Operation"}, NameSpec{242, "Data Mark"},    NameSpec{243, "Break"},
    NameSpec{244, "Interrupt"},    NameSpec{245, "Abort Output"}, NameSpec{246, "Are You There?"},
    NameSpec{247, "Erase"},        NameSpec{248, "Erase Line"},   NameSpec{249, "Go Ahead"},
};

constexpr std::array options{
    NameSpec{0, "Binary Transmission"}, NameSpec{1, "Echo"},
    NameSpec{3, "Suppress Go Ahead"},   NameSpec{5, "Status"},
    NameSpec{6, "Timing Mark"},         NameSpec{24, "Terminal Type"},
    NameSpec{25, "End of Record"},      NameSpec{31, "Negotiate About Window Size"},
    NameSpec{32, "Terminal Speed"},     NameSpec{33, "Remote Flow Control"},
    NameSpec{34, "Linemode"},           NameSpec{35, "X Display Location"},
    NameSpec{36, "Environment Option"}, NameSpec{37, "Authentication Option"},
    NameSpec{38, "Encryption Option"},  NameSpec{39, "New Environment Option"},
};

QString optionName(std::uint8_t option)
{
    const QString name = QLatin1String(nameOf(options, option));
    return name.isEmpty() ? QStringLiteral("Option %1").arg(option) : name;
}

/// The length of the command at `at`, which begins with the escape.
std::size_t commandLength(const Part &part, std::size_t at)
{
    const std::uint8_t command = part.byteOr0(at + 1);
    if (*nameOf(verbs, command) != '\0')
        return 3;
    if (command != subnegotiation)
        return 2;
    for (std::size_t end = at + 3; end + 2 <= part.size(); ++end) {
        if (part.byteOr0(end) == escape && part.byteOr0(end + 1) == subnegotiationEnd)
            return end + 2 - at;
    }
    return part.size() - at;
}

QString commandText(const Part &part, std::size_t at)
{
    const std::uint8_t command = part.byteOr0(at + 1);
    if (const char *verb = nameOf(verbs, command); *verb != '\0')
        return QStringLiteral("%1 %2").arg(QLatin1String(verb), optionName(part.byteOr0(at + 2)));
    if (command == subnegotiation)
        return QStringLiteral("Suboption %1").arg(optionName(part.byteOr0(at + 2)));
    return QLatin1String(nameOf(commands, command, "Command"));
}

} // namespace

bool looksLikeTelnet(const Part &part)
{
    // Two commands that name options: one alone is too little to tell.
    std::size_t at = 0;
    for (int count = 0; count < 2; ++count) {
        const bool isNamed = part.byte(at) == escape && part.byteOr0(at + 1) >= subnegotiation
                             && part.byteOr0(at + 1) < escape && *nameOf(options, part.byteOr0(at + 2)) != '\0';
        if (!isNamed || at + 3 > part.size())
            return false;
        at += commandLength(part, at);
    }
    return true;
}

void dissectTelnet(Dissection &d, const Part &part)
{
    // What is typed may be a password, letter by letter; it is counted and not shown.
    FieldNode layer = Dissection::node(QStringLiteral("Telnet"), "telnet", part);
    QStringList infos;
    std::size_t data = part.wireSize();
    std::size_t at = 0;
    for (std::size_t count = 0; at + 1 < part.size() && count < mostCommands;) {
        const bool isCommand = part.byteOr0(at) == escape && part.byteOr0(at + 1) != escape;
        if (!isCommand) {
            at += part.byteOr0(at) == escape ? 2 : 1;
            continue;
        }
        const std::size_t length = std::min(commandLength(part, at), part.size() - at);
        infos += commandText(part, at);
        d.add(layer, infos.back(), "telnet.cmd", part.sub(at, length));
        data -= length;
        at += length;
        ++count;
    }
    if (data > 0)
        infos += Dissection::tr("%n bytes of data", nullptr, static_cast<int>(data));
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("TELNET"), infos.mid(0, 12).join(QLatin1String(", ")));
}

} // namespace wirecase
