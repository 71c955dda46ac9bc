#pragma once

#include "tests/models/exposure/objects/smbbuilder.h"

namespace wirecase::test::smbone {

// Messages of SMB 1 ([MS-CIFS] 2.2.4), put together by hand. No reader's code is used.

inline QByteArray message(quint8 command, quint16 id, const QByteArray &words, const QByteArray &bytes, bool isAnswer,
                          quint16 tree = 1)
{
    QByteArray header(32, '\0');
    header.replace(0, 4, "\xffSMB");
    header[4] = static_cast<char>(command);
    header[9] = static_cast<char>(isAnswer ? 0x80 : 0);
    put<quint16>(header, 10, 0x8000); // texts are Unicode
    put(header, 24, tree);
    put(header, 30, id);
    QByteArray length(2, '\0');
    put(length, 0, static_cast<quint16>(bytes.size()));
    return header + static_cast<char>(words.size() / 2) + words + length + bytes;
}

inline QByteArray treeAnswer(quint16 id, quint16 tree, const QByteArray &service)
{
    return message(0x75, id, QByteArray(6, '\0'), service + '\0', true, tree);
}

inline QByteArray createRequest(quint16 id, const QString &name, quint16 tree = 1)
{
    const QByteArray text(reinterpret_cast<const char *>(name.utf16()), (name.size() + 1) * 2);
    return message(0xa2, id, QByteArray(48, '\0'), QByteArray(1, '\0') + text, false, tree);
}

inline QByteArray createAnswer(quint16 id, quint16 file, quint64 size, quint16 tree = 1)
{
    QByteArray words(68, '\0');
    put(words, 5, file);
    put(words, 55, size);
    return message(0xa2, id, words, {}, true, tree);
}

inline QByteArray readRequest(quint16 id, quint16 file, quint32 offset)
{
    QByteArray words(24, '\0');
    put(words, 4, file);
    put(words, 6, offset);
    return message(0x2e, id, words, {}, false);
}

inline QByteArray readAnswer(quint16 id, const QByteArray &data)
{
    QByteArray words(24, '\0');
    put(words, 10, static_cast<quint16>(data.size()));
    put<quint16>(words, 12, 32 + 1 + 24 + 2);
    return message(0x2e, id, words, data, true);
}

inline QByteArray writeRequest(quint16 id, quint16 file, quint32 offset, const QByteArray &data)
{
    QByteArray words(28, '\0');
    put(words, 4, file);
    put(words, 6, offset);
    put(words, 20, static_cast<quint16>(data.size()));
    put<quint16>(words, 22, 32 + 1 + 28 + 2);
    return message(0x2f, id, words, data, false);
}

} // namespace wirecase::test::smbone
