#pragma once

#include "models/base/byteview.h"
#include "models/base/maskedspans.h"
#include "models/base/result.h"

#include <QRegularExpression>

#include <optional>
#include <vector>

namespace wirecase {

/// Bytes of a packet that match.
struct ByteMatch
{
    quint32 begin = 0;
    quint32 length = 0;
    bool operator==(const ByteMatch &) const = default;
};

/// What is looked for in the bytes of packets. Errors of the functions that make one have as offset the place in the
/// text given. Masked bytes never match.
class BytePattern
{
public:
    static constexpr qsizetype mostCharacters = 1000;

    /// In UTF-8 and in UTF-16 of either byte order.
    [[nodiscard]] static Result<BytePattern> fromText(const QString &text, Qt::CaseSensitivity cs);
    /// Pairs of hex digits; 0x before them and blanks, colons, dashes, commas and dots between them are allowed.
    [[nodiscard]] static Result<BytePattern> fromHex(const QString &hex);
    /// Perl's notation over bytes: each is one character, that of Latin-1. An expression that takes too many steps on
    /// one packet does not match there.
    [[nodiscard]] static Result<BytePattern> fromRegex(const QString &expression, Qt::CaseSensitivity cs);

    /// Whether there may be a match when more of the bytes than in `masks` is masked: a quick answer before it is known
    /// where all secrets are. What looks around itself could be answered differently by masked bytes that it does not
    /// cover, so the answer to it is always yes.
    [[nodiscard]] bool mayMatch(ByteView bytes, const MaskedSpans &masks) const;

    /// The first match that begins at `from` or after it.
    [[nodiscard]] std::optional<ByteMatch> firstIn(ByteView bytes, const MaskedSpans &masks, quint32 from = 0) const;
    /// The last match that begins before `before`.
    [[nodiscard]] std::optional<ByteMatch> lastIn(ByteView bytes, const MaskedSpans &masks, quint32 before) const;

private:
    /// One character: as typed, and as the same letter in the other case, or the same once more.
    struct Unit
    {
        QByteArray one;
        QByteArray other;
    };
    using Units = std::vector<Unit>;

    void add(Units units);
    [[nodiscard]] std::optional<ByteMatch> literalAt(ByteView bytes, std::size_t place) const;
    [[nodiscard]] std::optional<ByteMatch> firstLiteral(ByteView bytes, std::size_t from) const;
    [[nodiscard]] std::optional<ByteMatch> firstOfRegex(const QString &bytes, qsizetype from,
                                                        bool *gaveUp = nullptr) const;
    [[nodiscard]] static QString characters(ByteView bytes, const MaskedSpans &masks);

    std::vector<Units> m_literals; ///< any of them
    std::vector<quint8> m_begins;  ///< for each two bytes, whether a literal begins with them
    QRegularExpression m_regex;
    bool m_isRegex = false;
    bool m_looksAround = false;
};

} // namespace wirecase
