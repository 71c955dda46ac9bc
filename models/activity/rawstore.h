#pragma once

#include "models/evidence/bytesource.h"

#include <QByteArray>
#include <QtGlobal>

#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace wirecase {

/// The bytes of every record: packed in compressed blocks, or read again from where they came. Adding is for one
/// thread; reading is for any once nothing is added any more.
class RawStore
{
public:
    RawStore() = default;
    RawStore(const RawStore &other);
    RawStore &operator=(const RawStore &) = delete;

    /// The number by which bytes() finds the record again.
    quint32 add(std::string_view bytes);
    /// A record of which `source` keeps the bytes.
    quint32 add(const ByteSourcePtr &source, quint64 offset, std::size_t length);
    /// Empty when the source does not have them any more.
    [[nodiscard]] QByteArray bytes(quint32 record) const;

private:
    struct Block
    {
        QByteArray bytes;
        std::size_t length = 0; ///< of what is in it
        bool isPacked = false;
    };
    struct Place
    {
        quint64 offset = 0;
        quint32 length = 0;
        quint32 block = 0; ///< of the sources, counted from the top
    };

    void pack();
    [[nodiscard]] QByteArray unpacked(quint32 block) const;

    std::vector<Block> m_blocks;
    std::vector<ByteSourcePtr> m_sources;
    QByteArray m_last; ///< the block that is being filled
    std::vector<Place> m_places;
    mutable std::mutex m_mutex;
    mutable std::pair<quint32, QByteArray> m_unpacked{0,
                                                      {}}; ///< the block read last: neighbours are asked for together
};

} // namespace wirecase
