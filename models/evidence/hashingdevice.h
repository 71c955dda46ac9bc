#pragma once

#include <QIODevice>

#include <memory>

namespace wirecase {

/// Passes bytes on to a device and hashes them on the way, so that what was written has a hash without being read
/// again.
class HashingDevice : public QIODevice
{
public:
    explicit HashingDevice(QIODevice &out);
    ~HashingDevice() override;

    /// SHA-256 of all bytes so far, 32 bytes raw; to be asked once, at the end. Empty when SHA-256 is not available.
    [[nodiscard]] QByteArray sha256();
    [[nodiscard]] quint64 bytesPassed() const { return m_passed; }

protected:
    qint64 readData(char *bytes, qint64 length) override;
    qint64 writeData(const char *bytes, qint64 length) override;

private:
    struct Digest;

    QIODevice &m_out;
    std::unique_ptr<Digest> m_digest;
    quint64 m_passed = 0;
};

} // namespace wirecase
