#include "models/evidence/hashingdevice.h"

namespace wirecase {

HashingDevice::HashingDevice(QIODevice &out)
    : m_out(out)
{
    open(WriteOnly | Unbuffered);
}

qint64 HashingDevice::readData(char *, qint64)
{
    return -1;
}

qint64 HashingDevice::writeData(const char *bytes, qint64 length)
{
    const qint64 written = m_out.write(bytes, length);
    if (written != length)
        setErrorString(m_out.errorString());
    if (written > 0) {
        m_hash.add({reinterpret_cast<const std::byte *>(bytes), static_cast<std::size_t>(written)});
        m_passed += static_cast<quint64>(written);
    }
    return written;
}

} // namespace wirecase
