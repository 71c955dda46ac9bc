#include "models/report/drawing.h"

namespace wirecase {

const char *inkColour(Ink ink)
{
    switch (ink) {
    case Ink::None:
        return "none";
    case Ink::Text:
        return "#1d2430";
    case Ink::Muted:
        return "#59636f";
    case Ink::Line:
        return "#dfe2e7";
    case Ink::Accent:
        return "#2563c9";
    case Ink::SoftAccent:
        return "#86aae6";
    case Ink::High:
        return "#c11f2a";
    case Ink::Medium:
        return "#8f5a00";
    case Ink::Low:
        return "#2f6b3c";
    case Ink::Gap:
        return "#d9a441";
    case Ink::Band:
        return "#f4f5f7";
    }
    return "none";
}

} // namespace wirecase
