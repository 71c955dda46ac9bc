#pragma once

#include <QtGlobal>

namespace wirecase {

/// The step of our hashes: both halves of the product of two words, folded. A word of zeros wipes out the other, so
/// callers xor odd constants into both.
inline quint64 mixedBits(quint64 a, quint64 b)
{
    __extension__ using Product = unsigned __int128;
    const Product product = static_cast<Product>(a) * b;
    return static_cast<quint64>(product) ^ static_cast<quint64>(product >> 64U);
}

} // namespace wirecase
