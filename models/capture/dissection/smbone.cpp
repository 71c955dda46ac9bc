#include "models/capture/dissection/ntlm.h"
#include "models/capture/dissection/smbmessage.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 32;

constexpr std::array commands{
    NameSpec{0x00, "Create Directory"},
    NameSpec{0x01, "Delete Directory"},
    NameSpec{0x02, "Open"},
    NameSpec{0x04, "Close"},
    NameSpec{0x05, "Flush"},
    NameSpec{0x06, "Delete"},
    NameSpec{0x07, "Rename"},
    NameSpec{0x08, "Query Information"},
    NameSpec{0x0a, "Read"},
    NameSpec{0x0b, "Write"},
    NameSpec{0x10, "Check Directory"},
    NameSpec{0x24, "Locking AndX"},
    NameSpec{0x25, "Trans"},
    NameSpec{0x26, "Trans Secondary"},
    NameSpec{0x2b, "Echo"},
    NameSpec{0x2d, "Open AndX"},
    NameSpec{0x2e, "Read AndX"},
    NameSpec{0x2f, "Write AndX"},
    NameSpec{0x32, "Trans2"},
    NameSpec{0x33, "Trans2 Secondary"},
    NameSpec{0x34, "Find Close2"},
    NameSpec{0x70, "Tree Connect"},
    NameSpec{0x71, "Tree Disconnect"},
    NameSpec{0x72, "Negotiate Protocol"},
    NameSpec{0x73, "Session Setup AndX"},
    NameSpec{0x74, "Logoff AndX"},
    NameSpec{0x75, "Tree Connect AndX"},
    NameSpec{0x80, "Query Information Disk"},
    NameSpec{0x81, "Search"},
    NameSpec{0xa0, "NT Trans"},
    NameSpec{0xa1, "NT Trans Secondary"},
    NameSpec{0xa2, "NT Create AndX"},
    NameSpec{0xa4, "NT Cancel"},
    NameSpec{0xc0, "Open Print File"},
};

/// A text that ends in zero, in the message's own encoding; Unicode begins at an even place of the message.
QString textAt(const Dissection &d, const Part &message, std::size_t at, bool isUnicode)
{
    at += isUnicode ? at % 2 : 0;
    std::size_t end = at;
    const std::size_t step = isUnicode ? 2 : 1;
    while (end + step <= message.size() && (isUnicode ? message.wordOr0(end) : message.byteOr0(end)) != 0)
        end += step;
    const Part place = message.sub(at, end - at);
    return isUnicode ? d.utf16(place) : d.text(place);
}

} // namespace

QString addSmbOne(Dissection &d, FieldNode &layer, const Part &message)
{
    constexpr std::uint8_t reply = 0x80;
    constexpr std::uint16_t unicode = 0x8000;
    constexpr std::uint8_t treeConnect = 0x75;
    constexpr std::uint8_t ntCreate = 0xa2;
    const std::uint8_t command = message.byteOr0(4);
    const std::uint32_t status = message.littleQuadOr0(5);
    const bool isReply = (message.byteOr0(9) & reply) != 0;
    const bool isUnicode = (message.littleWordOr0(10) & unicode) != 0;
    const QString name = QLatin1String(nameOf(commands, command, "Command"));
    QString info = name + (isReply ? QLatin1String(" Response") : QLatin1String(" Request"));
    d.add(layer, Dissection::tr("Command: %1 (0x%2)").arg(name).arg(command, 2, 16, QLatin1Char('0')), "smb.cmd",
          message.sub(4, 1));
    d.add(layer, Dissection::tr("Status: %1").arg(ntStatusName(status)), "smb.nt_status", message.sub(5, 4));
    if (isReply && status != 0)
        info += QStringLiteral(", Error: ") + ntStatusName(status);
    const std::size_t words = std::size_t{message.byteOr0(headerLength)} * 2;
    const std::size_t bytesAt = headerLength + 1 + words + 2;
    if (!isReply && command == treeConnect && words > 0) {
        // The password of shares is out of use; what stands there is a zero.
        const std::size_t passwordLength = message.littleWordOr0(headerLength + 1 + 6);
        info += QStringLiteral(", Path: ") + textAt(d, message, bytesAt + passwordLength, isUnicode);
    } else if (!isReply && command == ntCreate && words > 0) {
        info += QStringLiteral(", Path: ") + textAt(d, message, bytesAt, isUnicode);
    }
    const QString ntlm = addNtlm(d, layer, message.from(headerLength));
    return ntlm.isEmpty() ? info : info + QStringLiteral(", ") + ntlm;
}

} // namespace wirecase
