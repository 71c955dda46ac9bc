#pragma once

#include "models/evidence/sha256.h"

#include <QIODevice>

namespace wirecase {

/// Passes bytes on to a device and hashes them on the way, so that what was written has a hash without being read
/// again.
class HashingDevice : public QIODevice
{
public:
    explicit HashingDevice(QIODevice &out);

    /// SHA-256 of all bytes so far, 32 bytes raw; to be asked once, at the end. Empty when SHA-256 is not available.
    [[nodiscard]] QByteArray sha256() { return m_hash.finish(); }
    [[nodiscard]] quint64 bytesPassed() const { return m_passed; }

protected:
    qint64 readData(char *bytes, qint64 length) override;
    qint64 writeData(const char *bytes, qint64 length) override;

private:
    QIODevice &m_out;
    Sha256 m_hash;
    quint64 m_passed = 0;
};

} // namespace wirecase
