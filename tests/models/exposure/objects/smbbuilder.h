#pragma once

#include <QByteArray>
#include <QString>
#include <QtEndian>

namespace wirecase::test {

// Messages of SMB 2 ([MS-SMB2] 2.2), put together by hand. No reader's code is used.

template <typename Number>
void put(QByteArray &bytes, qsizetype offset, Number value)
{
    const Number little = qToLittleEndian(value);
    bytes.replace(offset, sizeof little, reinterpret_cast<const char *>(&little), sizeof little);
}

inline QByteArray smbMessage(quint16 command, quint64 id, const QByteArray &body, quint32 tree = 1)
{
    QByteArray message(64, '\0');
    message.replace(0, 4, "\xfeSMB");
    put<quint16>(message, 4, 64);
    put(message, 12, command);
    put(message, 24, id);
    put(message, 36, tree);
    return message + body;
}

inline QByteArray treeResponse(quint64 id, quint32 tree, bool isPipe)
{
    QByteArray body(16, '\0');
    put<quint16>(body, 0, 16);
    body[2] = isPipe ? 2 : 1;
    return smbMessage(3, id, body, tree);
}

inline QByteArray createRequest(quint64 id, const QString &name, quint32 tree = 1)
{
    const QByteArray text(reinterpret_cast<const char *>(name.utf16()), name.size() * 2);
    QByteArray body(56, '\0');
    put<quint16>(body, 0, 57);
    put<quint16>(body, 44, 64 + 56);
    put<quint16>(body, 46, static_cast<quint16>(text.size()));
    return smbMessage(5, id, body + text, tree);
}

inline QByteArray createResponse(quint64 id, const QByteArray &file, quint64 size)
{
    QByteArray body(88, '\0');
    put<quint16>(body, 0, 89);
    put(body, 48, size);
    body.replace(64, 16, file);
    return smbMessage(5, id, body);
}

inline QByteArray readRequest(quint64 id, const QByteArray &file, quint64 offset, quint32 length)
{
    QByteArray body(49, '\0');
    put<quint16>(body, 0, 49);
    put(body, 4, length);
    put(body, 8, offset);
    body.replace(16, 16, file);
    return smbMessage(8, id, body);
}

inline QByteArray readResponse(quint64 id, const QByteArray &data)
{
    QByteArray body(16, '\0');
    put<quint16>(body, 0, 17);
    body[2] = 64 + 16;
    put(body, 4, static_cast<quint32>(data.size()));
    return smbMessage(8, id, body + data);
}

inline QByteArray writeRequest(quint64 id, const QByteArray &file, quint64 offset, const QByteArray &data)
{
    QByteArray body(48, '\0');
    put<quint16>(body, 0, 49);
    put<quint16>(body, 2, 64 + 48);
    put(body, 4, static_cast<quint32>(data.size()));
    put(body, 8, offset);
    body.replace(16, 16, file);
    return smbMessage(9, id, body + data);
}

/// RFC 1002 4.3.1.
inline QByteArray frame(const QByteArray &message)
{
    const quint32 length = qToBigEndian(static_cast<quint32>(message.size()));
    return QByteArray(reinterpret_cast<const char *>(&length), 4) + message;
}

} // namespace wirecase::test
