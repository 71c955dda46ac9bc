#pragma once

namespace wirecase {

/// Lambdas as the cases of a std::visit: a case that is missing does not compile.
template <typename... Cases>
struct Visitor : Cases...
{
    using Cases::operator()...;
};
template <typename... Cases>
Visitor(Cases...) -> Visitor<Cases...>;

} // namespace wirecase
