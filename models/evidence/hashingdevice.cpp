#include "models/evidence/hashingdevice.h"

#include "models/evidence/sha256.h"

namespace wirecase {

struct HashingDevice::Digest
{
    Sha256 hash;
};

HashingDevice::HashingDevice(QIODevice &out)
    : m_out(out)
    , m_digest(std::make_unique<Digest>())
{
    open(WriteOnly | Unbuffered);
}

HashingDevice::~HashingDevice() = default;

QByteArray HashingDevice::sha256()
{
    return m_digest->hash.finish();
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
        m_digest->hash.add({reinterpret_cast<const std::byte *>(bytes), static_cast<std::size_t>(written)});
        m_passed += static_cast<quint64>(written);
    }
    return written;
}

} // namespace wirecase
