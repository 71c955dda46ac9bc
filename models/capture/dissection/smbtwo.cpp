#include "models/capture/dissection/ntlm.h"
#include "models/capture/dissection/smbmessage.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 64;
constexpr std::size_t mostChained = 32;

enum Command : std::uint16_t
{
    Negotiate = 0,
    SessionSetup = 1,
    TreeConnect = 3,
    Create = 5,
    Ioctl = 11
};

constexpr std::array commands{
    NameSpec{Negotiate, "Negotiate Protocol"},
    NameSpec{SessionSetup, "Session Setup"},
    NameSpec{2, "Session Logoff"},
    NameSpec{TreeConnect, "Tree Connect"},
    NameSpec{4, "Tree Disconnect"},
    NameSpec{Create, "Create"},
    NameSpec{6, "Close"},
    NameSpec{7, "Flush"},
    NameSpec{8, "Read"},
    NameSpec{9, "Write"},
    NameSpec{10, "Lock"},
    NameSpec{Ioctl, "Ioctl"},
    NameSpec{12, "Cancel"},
    NameSpec{13, "KeepAlive"},
    NameSpec{14, "Find"},
    NameSpec{15, "Notify"},
    NameSpec{16, "GetInfo"},
    NameSpec{17, "SetInfo"},
    NameSpec{18, "Break"},
};

constexpr std::array statuses{
    NameSpec{0x00000000, "STATUS_SUCCESS"},
    NameSpec{0x00000103, "STATUS_PENDING"},
    NameSpec{0x0000010b, "STATUS_NOTIFY_CLEANUP"},
    NameSpec{0x0000010c, "STATUS_NOTIFY_ENUM_DIR"},
    NameSpec{0x80000005, "STATUS_BUFFER_OVERFLOW"},
    NameSpec{0x80000006, "STATUS_NO_MORE_FILES"},
    NameSpec{0xc0000003, "STATUS_INVALID_INFO_CLASS"},
    NameSpec{0xc000000d, "STATUS_INVALID_PARAMETER"},
    NameSpec{0xc000000f, "STATUS_NO_SUCH_FILE"},
    NameSpec{0xc0000010, "STATUS_INVALID_DEVICE_REQUEST"},
    NameSpec{0xc0000011, "STATUS_END_OF_FILE"},
    NameSpec{0xc0000016, "STATUS_MORE_PROCESSING_REQUIRED"},
    NameSpec{0xc0000022, "STATUS_ACCESS_DENIED"},
    NameSpec{0xc0000023, "STATUS_BUFFER_TOO_SMALL"},
    NameSpec{0xc0000033, "STATUS_OBJECT_NAME_INVALID"},
    NameSpec{0xc0000034, "STATUS_OBJECT_NAME_NOT_FOUND"},
    NameSpec{0xc0000035, "STATUS_OBJECT_NAME_COLLISION"},
    NameSpec{0xc000003a, "STATUS_OBJECT_PATH_NOT_FOUND"},
    NameSpec{0xc0000043, "STATUS_SHARING_VIOLATION"},
    NameSpec{0xc0000064, "STATUS_NO_SUCH_USER"},
    NameSpec{0xc000006a, "STATUS_WRONG_PASSWORD"},
    NameSpec{0xc000006d, "STATUS_LOGON_FAILURE"},
    NameSpec{0xc000006e, "STATUS_ACCOUNT_RESTRICTION"},
    NameSpec{0xc0000070, "STATUS_INVALID_WORKSTATION"},
    NameSpec{0xc0000071, "STATUS_PASSWORD_EXPIRED"},
    NameSpec{0xc0000072, "STATUS_ACCOUNT_DISABLED"},
    NameSpec{0xc00000ba, "STATUS_FILE_IS_A_DIRECTORY"},
    NameSpec{0xc00000bb, "STATUS_NOT_SUPPORTED"},
    NameSpec{0xc00000c9, "STATUS_NETWORK_NAME_DELETED"},
    NameSpec{0xc00000cc, "STATUS_BAD_NETWORK_NAME"},
    NameSpec{0xc0000103, "STATUS_NOT_A_DIRECTORY"},
    NameSpec{0xc0000120, "STATUS_CANCELLED"},
    NameSpec{0xc0000128, "STATUS_FILE_CLOSED"},
    NameSpec{0xc0000203, "STATUS_USER_SESSION_DELETED"},
    NameSpec{0xc0000225, "STATUS_NOT_FOUND"},
    NameSpec{0xc0000234, "STATUS_ACCOUNT_LOCKED_OUT"},
    NameSpec{0xc000035c, "STATUS_NETWORK_SESSION_EXPIRED"},
};

/// Where a request says its name, as an offset from the message's beginning and a length.
QString addName(Dissection &d, FieldNode &node, const Part &message, std::size_t at, const char *label,
                const char *filterName)
{
    const Part place = message.sub(message.littleWordOr0(at), message.littleWordOr0(at + 2));
    const QString name = d.utf16(place);
    d.add(node, QStringLiteral("%1: %2").arg(Dissection::tr(label), name), filterName, place);
    return name;
}

QString addRequest(Dissection &d, FieldNode &node, std::uint16_t command, const Part &message)
{
    if (command == TreeConnect)
        return QStringLiteral(" Tree: ")
               + addName(d, node, message, headerLength + 4, QT_TRANSLATE_NOOP("wirecase::Dissection", "Tree"),
                         "smb2.tree");
    if (command == Create)
        return QStringLiteral(" File: ")
               + addName(d, node, message, headerLength + 44, QT_TRANSLATE_NOOP("wirecase::Dissection", "File"),
                         "smb2.filename");
    return {};
}

QString addMessage(Dissection &d, FieldNode &layer, const Part &message)
{
    constexpr std::uint32_t response = 1;
    constexpr std::uint32_t pending = 0x103;
    const std::uint16_t command = message.littleWordOr0(12);
    const std::uint32_t status = message.littleQuadOr0(8);
    const bool isResponse = (message.littleQuadOr0(16) & response) != 0;
    const QString name = QLatin1String(nameOf(commands, command, "Command"));
    QString info = name + (isResponse ? QLatin1String(" Response") : QLatin1String(" Request"));
    FieldNode node = Dissection::node(info, "smb2.cmd", message);
    if (isResponse) {
        d.add(node, Dissection::tr("Status: %1").arg(ntStatusName(status)), "smb2.nt_status", message.sub(8, 4));
        if (status != 0)
            info += (status == pending ? QStringLiteral(", ") : QStringLiteral(", Error: ")) + ntStatusName(status);
    } else {
        info += addRequest(d, node, command, message);
    }
    if (command == SessionSetup || command == Negotiate) {
        const QString ntlm = addNtlm(d, node, message.from(headerLength));
        info += ntlm.isEmpty() ? QString() : QStringLiteral(", ") + ntlm;
    }
    d.add(layer, std::move(node));
    return info;
}

} // namespace

QString ntStatusName(std::uint32_t status)
{
    const QString name = QLatin1String(nameOf(statuses, status));
    return name.isEmpty() ? QStringLiteral("0x%1").arg(status, 8, 16, QLatin1Char('0')) : name;
}

QString addSmbTwo(Dissection &d, FieldNode &layer, const Part &message)
{
    QStringList infos;
    std::size_t at = 0;
    for (std::size_t count = 0; count < mostChained; ++count) {
        const std::size_t next = message.littleQuadOr0(at + 20);
        infos += addMessage(d, layer, next == 0 ? message.from(at) : message.sub(at, next));
        at += next;
        if (next < headerLength || at + headerLength > message.size())
            break;
    }
    return infos.join(QLatin1Char(';'));
}

} // namespace wirecase
