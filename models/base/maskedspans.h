#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace wirecase {

/// Places of secrets in a run of bytes: sorted, not overlapping. Whatever shows or copies those bytes passes them
/// through here, so that no secret reaches a screen, a log, the clipboard or a file in clear.
class MaskedSpans
{
public:
    struct Span
    {
        qsizetype begin = 0;
        qsizetype length = 0;
        bool operator==(const Span &) const = default;
    };

    void add(qsizetype begin, qsizetype length);
    void add(const MaskedSpans &other, qsizetype shift = 0);

    [[nodiscard]] bool isEmpty() const { return m_spans.empty(); }
    [[nodiscard]] bool covers(qsizetype position) const;
    [[nodiscard]] bool overlaps(qsizetype begin, qsizetype length) const;
    [[nodiscard]] const std::vector<Span> &spans() const { return m_spans; }

    /// `bytes` with every masked byte replaced by `mark`. `offset` is the place of bytes[0] in the masked run.
    [[nodiscard]] QByteArray masked(const QByteArray &bytes, char mark = '*', qsizetype offset = 0) const;

    bool operator==(const MaskedSpans &) const = default;

private:
    std::vector<Span> m_spans;
};

/// What stands in text where a secret would: eight bullets, whatever its length.
[[nodiscard]] QString secretMark();

} // namespace wirecase
