#include "models/kql/queryfields.h"

#include "models/kql/fieldsource.h"
#include "models/kql/visit.h"
#include "models/kql/wildcardpattern.h"

#include <algorithm>

namespace wirecase {

namespace {

void collectFields(const KqlNode &node, const QString &prefix, QStringList &names)
{
    const auto addName = [&names, &prefix](const KqlTerm &field) {
        const auto *wildcard = std::get_if<KqlWildcard>(&field);
        if (!std::holds_alternative<KqlNull>(field) && (wildcard == nullptr || !wildcard->isLone()))
            names.append(prefix + kqlTermText(field));
    };
    std::visit(Visitor{
                   [&](const KqlIs &is) { addName(is.field); },
                   [&](const KqlRange &range) { addName(range.field); },
                   [&](const KqlNested &nested) {
                       collectFields(*nested.inner, prefix + kqlTermText(nested.path) + u'.', names);
                   },
                   [&](const KqlNot &no) { collectFields(*no.inner, prefix, names); },
                   [&](const KqlAnd &all) {
                       for (const KqlNodePtr &part : all.parts)
                           collectFields(*part, prefix, names);
                   },
                   [&](const KqlOr &any) {
                       for (const KqlNodePtr &part : any.parts)
                           collectFields(*part, prefix, names);
                   },
               },
               node.content);
}

bool isKnown(const KqlTerm &field, const FieldSource &source)
{
    if (std::holds_alternative<KqlNull>(field))
        return true;
    if (const auto *wildcard = std::get_if<KqlWildcard>(&field))
        return wildcard->isLone() || !fieldsMatching(field, {}, source).isEmpty();
    return source.column(kqlTermText(field)) != nullptr;
}

bool knowsNested(const KqlNested &nested, const FieldSource &source)
{
    return source.nested(kqlTermText(nested.path)).has_value();
}

/// What a tree is restricted to.
struct Restriction
{
    const FieldSource &source;
    const FieldSources &elsewhere;
    QStringList *dropped;

    template <typename Knows>
    KqlNodePtr leaf(const KqlNodePtr &node, const Knows &knows) const
    {
        const auto knowsIt = [&knows](const FieldSource *other) { return knows(*other); };
        const bool unknown = !elsewhere.empty() && std::none_of(elsewhere.begin(), elsewhere.end(), knowsIt);
        if (knows(source) || unknown)
            return node;
        if (dropped != nullptr)
            dropped->append(namedFields(*node));
        return nullptr;
    }

    [[nodiscard]] KqlNodePtr apply(const KqlNodePtr &node) const;
};

/// The parts that remain, joined again: `Chain` is KqlAnd or KqlOr.
template <typename Chain>
KqlNodePtr restrictedChain(const KqlNodePtr &node, const Chain &chain, const Restriction &restriction)
{
    Chain rest;
    for (const KqlNodePtr &part : chain.parts) {
        if (const KqlNodePtr kept = restriction.apply(part))
            rest.parts.push_back(kept);
    }
    if (rest.parts.size() < 2)
        return rest.parts.empty() ? nullptr : rest.parts.front();
    return rest.parts == chain.parts ? node : std::make_shared<const KqlNode>(KqlNode{std::move(rest)});
}

} // namespace

QStringList namedFields(const KqlNode &node)
{
    QStringList names;
    collectFields(node, {}, names);
    names.sort();
    names.removeDuplicates();
    return names;
}

QStringList fieldsMatching(const KqlTerm &field, const QString &prefix, const FieldSource &source)
{
    const auto *wildcard = std::get_if<KqlWildcard>(&field);
    if (wildcard == nullptr)
        return {prefix + kqlTermText(field)};
    KqlWildcard whole = *wildcard;
    whole.parts.front().prepend(prefix);
    const WildcardPattern pattern(whole, false);
    QStringList matching;
    const QStringList known = source.fields();
    for (const QString &name : known) {
        if (pattern.matches(name.toStdString()))
            matching.append(name);
    }
    return matching;
}

KqlNodePtr Restriction::apply(const KqlNodePtr &node) const
{
    const auto named = [&](const KqlTerm &field) {
        return leaf(node, [&field](const FieldSource &table) { return isKnown(field, table); });
    };
    return std::visit(Visitor{
                          [&](const KqlIs &is) { return named(is.field); },
                          [&](const KqlRange &range) { return named(range.field); },
                          [&](const KqlNested &nested) {
                              return leaf(node,
                                          [&nested](const FieldSource &table) { return knowsNested(nested, table); });
                          },
                          [&](const KqlNot &no) -> KqlNodePtr {
                              const KqlNodePtr inner = apply(no.inner);
                              if (!inner || inner == no.inner)
                                  return inner ? node : nullptr;
                              return std::make_shared<const KqlNode>(KqlNode{KqlNot{inner}});
                          },
                          [&](const KqlAnd &all) { return restrictedChain(node, all, *this); },
                          [&](const KqlOr &any) { return restrictedChain(node, any, *this); },
                      },
                      node->content);
}

KqlNodePtr restrictedNode(const KqlNodePtr &node, const FieldSource &source, QStringList *dropped,
                          const FieldSources &elsewhere)
{
    return Restriction{source, elsewhere, dropped}.apply(node);
}

} // namespace wirecase
