#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace wirecase {

/// The bytes of every record, packed in compressed blocks. Adding is for one thread; reading is for any once nothing is
/// added any more.
class RawStore
{
public:
    RawStore() = default;
    RawStore(const RawStore &other);
    RawStore &operator=(const RawStore &) = delete;

    /// The number by which bytes() finds the record again.
    quint32 add(std::string_view bytes);
    [[nodiscard]] QByteArray bytes(quint32 record) const;

private:
    struct Place
    {
        quint32 block = 0;
        quint32 offset = 0;
        quint32 length = 0;
    };

    std::vector<QByteArray> m_blocks; ///< compressed
    QByteArray m_last;                ///< the block that is being filled
    std::vector<Place> m_places;
    mutable std::mutex m_mutex;
    mutable std::pair<quint32, QByteArray> m_unpacked{0,
                                                      {}}; ///< the block read last: neighbours are asked for together
};

} // namespace wirecase
