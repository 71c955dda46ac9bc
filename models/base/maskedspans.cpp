#include "models/base/maskedspans.h"

#include <algorithm>

namespace wirecase {

void MaskedSpans::add(qsizetype begin, qsizetype length)
{
    if (length <= 0)
        return;
    const auto at = std::lower_bound(m_spans.begin(), m_spans.end(), begin,
                                     [](const Span &span, qsizetype value) { return span.begin < value; });
    m_spans.insert(at, {begin, length});

    std::vector<Span> merged;
    merged.reserve(m_spans.size());
    for (const Span &span : m_spans) {
        if (merged.empty() || span.begin > merged.back().begin + merged.back().length) {
            merged.push_back(span);
            continue;
        }
        Span &last = merged.back();
        last.length = std::max(last.begin + last.length, span.begin + span.length) - last.begin;
    }
    m_spans = std::move(merged);
}

void MaskedSpans::add(const MaskedSpans &other, qsizetype shift)
{
    for (const Span &span : other.m_spans)
        add(span.begin + shift, span.length);
}

bool MaskedSpans::covers(qsizetype position) const
{
    return overlaps(position, 1);
}

bool MaskedSpans::overlaps(qsizetype begin, qsizetype length) const
{
    return std::any_of(m_spans.begin(), m_spans.end(), [&](const Span &span) {
        return begin < span.begin + span.length && span.begin < begin + length;
    });
}

QByteArray MaskedSpans::masked(const QByteArray &bytes, char mark, qsizetype offset) const
{
    QByteArray copy = bytes;
    for (const Span &span : m_spans) {
        const qsizetype first = std::max<qsizetype>(span.begin - offset, 0);
        const qsizetype last = std::min(span.begin + span.length - offset, copy.size());
        for (qsizetype i = first; i < last; ++i)
            copy[i] = mark;
    }
    return copy;
}

QString secretMark()
{
    return QString(8, QChar(0x2022));
}

} // namespace wirecase
