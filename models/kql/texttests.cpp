#include "models/kql/texttests.h"

#include "models/kql/textanalysis.h"
#include "models/kql/wildcardpattern.h"

#include <algorithm>

namespace wirecase {

namespace {

std::string comparable(std::string_view utf8, bool foldCase)
{
    return foldCase ? foldedCase(utf8) : std::string(utf8);
}

bool holds(KqlOrder order, int comparison)
{
    switch (order) {
    case KqlOrder::Less:
        return comparison < 0;
    case KqlOrder::LessOrEqual:
        return comparison <= 0;
    case KqlOrder::Greater:
        return comparison > 0;
    case KqlOrder::GreaterOrEqual:
        return comparison >= 0;
    }
    return false;
}

class KeywordTest final : public PlainTest
{
public:
    KeywordTest(std::string_view wanted, bool foldCase)
        : m_wanted(comparable(wanted, foldCase))
        , m_foldCase(foldCase)
    {
    }
    [[nodiscard]] bool acceptsText(std::string_view utf8) const override
    {
        return m_foldCase ? foldedCase(utf8) == m_wanted : utf8 == m_wanted;
    }

private:
    std::string m_wanted;
    bool m_foldCase;
};

class KeywordRangeTest final : public PlainTest
{
public:
    KeywordRangeTest(KqlOrder order, std::string_view bound, bool foldCase)
        : m_order(order)
        , m_bound(comparable(bound, foldCase))
        , m_foldCase(foldCase)
    {
    }
    [[nodiscard]] bool acceptsText(std::string_view utf8) const override
    {
        return holds(m_order, comparable(utf8, m_foldCase).compare(m_bound));
    }

private:
    KqlOrder m_order;
    std::string m_bound;
    bool m_foldCase;
};

class PatternsTest final : public PlainTest
{
public:
    PatternsTest(const std::vector<KqlWildcard> &alternatives, bool foldCase)
    {
        for (const KqlWildcard &wildcard : alternatives)
            m_patterns.emplace_back(wildcard, foldCase);
    }
    [[nodiscard]] bool acceptsText(std::string_view utf8) const override
    {
        return std::any_of(m_patterns.begin(), m_patterns.end(), [utf8](const auto &p) { return p.matches(utf8); });
    }

private:
    std::vector<WildcardPattern> m_patterns;
};

class AnyWordOfTextTest final : public PlainTest
{
public:
    explicit AnyWordOfTextTest(std::vector<KqlWildcard> alternatives)
    {
        for (const KqlWildcard &wildcard : alternatives)
            m_patterns.emplace_back(wildcard, true);
    }
    [[nodiscard]] bool acceptsText(std::string_view utf8) const override
    {
        const std::vector<QString> words = wordsOf(utf8);
        return std::any_of(words.begin(), words.end(), [this](const QString &word) {
            const std::string text = word.toStdString();
            return std::any_of(m_patterns.begin(), m_patterns.end(),
                               [&text](const auto &p) { return p.matches(text); });
        });
    }

private:
    std::vector<WildcardPattern> m_patterns;
};

class PhraseTest final : public PlainTest
{
public:
    explicit PhraseTest(std::vector<QString> words)
        : m_words(std::move(words))
    {
    }
    [[nodiscard]] bool acceptsText(std::string_view utf8) const override
    {
        const std::vector<QString> words = wordsOf(utf8);
        return !m_words.empty()
               && std::search(words.begin(), words.end(), m_words.begin(), m_words.end()) != words.end();
    }

private:
    std::vector<QString> m_words;
};

class WordRangeTest final : public PlainTest
{
public:
    WordRangeTest(KqlOrder order, std::string bound)
        : m_order(order)
        , m_bound(std::move(bound))
    {
    }
    [[nodiscard]] bool acceptsText(std::string_view utf8) const override
    {
        const std::vector<QString> words = wordsOf(utf8);
        return std::any_of(words.begin(), words.end(),
                           [this](const QString &word) { return holds(m_order, word.toStdString().compare(m_bound)); });
    }

private:
    KqlOrder m_order;
    std::string m_bound;
};

/// The pieces between spaces; one that has no star in it is a wildcard of a single part.
std::vector<KqlWildcard> splitAtSpaces(const KqlWildcard &wildcard)
{
    std::vector<KqlWildcard> pieces(1, KqlWildcard{{QString()}});
    for (std::size_t i = 0; i < wildcard.parts.size(); ++i) {
        if (i > 0)
            pieces.back().parts.emplace_back();
        for (const QChar c : wildcard.parts[i]) {
            if (c.isSpace())
                pieces.push_back(KqlWildcard{{QString()}});
            else
                pieces.back().parts.back() += c;
        }
    }
    std::erase_if(pieces, [](const KqlWildcard &piece) { return piece.parts.size() == 1 && piece.parts[0].isEmpty(); });
    return pieces;
}

} // namespace

ValueTestPtr keywordTest(const KqlTerm &value, bool foldCase)
{
    if (const auto *wildcard = std::get_if<KqlWildcard>(&value))
        return std::make_unique<PatternsTest>(std::vector{*wildcard}, foldCase);
    return std::make_unique<KeywordTest>(kqlTermText(value).toStdString(), foldCase);
}

ValueTestPtr keywordRangeTest(KqlOrder order, const KqlTerm &value, bool foldCase)
{
    return std::make_unique<KeywordRangeTest>(order, kqlTermText(value).toStdString(), foldCase);
}

ValueTestPtr anyWordTest(const KqlWildcard &value, bool foldCase)
{
    return std::make_unique<PatternsTest>(splitAtSpaces(value), foldCase);
}

ValueTestPtr wordTest(const KqlTerm &value)
{
    if (const auto *wildcard = std::get_if<KqlWildcard>(&value))
        return std::make_unique<AnyWordOfTextTest>(splitAtSpaces(*wildcard));
    const std::vector<QString> words = wordsOf(QStringView(kqlTermText(value)));
    const auto *literal = std::get_if<KqlLiteral>(&value);
    if (literal != nullptr && literal->quoted)
        return std::make_unique<PhraseTest>(words);
    std::vector<KqlWildcard> alternatives;
    for (const QString &word : words)
        alternatives.push_back(KqlWildcard{{word}});
    return std::make_unique<AnyWordOfTextTest>(std::move(alternatives));
}

ValueTestPtr wordRangeTest(KqlOrder order, const KqlTerm &value)
{
    return std::make_unique<WordRangeTest>(order, kqlTermText(value).toLower().toStdString());
}

} // namespace wirecase
