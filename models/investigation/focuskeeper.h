#pragma once

#include "models/context/focus.h"
#include "models/evidence/evidenceref.h"

#include <QObject>

#include <map>
#include <memory>

namespace wirecase {

class Investigation;
class InvestigationContext;
struct Snapshot;

/// Lets the analyst go on pointing at the same things when a snapshot takes the place of another, in the history too.
/// What a growing snapshot does not hold yet is found again in a later one, unless the focus was moved meanwhile.
/// To be made before the panes, so that it hears of a snapshot first. Both must outlive it.
class FocusKeeper : public QObject
{
    Q_OBJECT

public:
    FocusKeeper(const Investigation &investigation, InvestigationContext &context);

private:
    /// A focus in terms that outlive a snapshot.
    struct Refs
    {
        QString event;
        std::optional<EvidenceRef> traffic;
        std::optional<EvidenceRef> packet;
    };

    void follow();
    [[nodiscard]] Refs refsOf(const Focus &focus, Refs waiting) const;
    [[nodiscard]] Focus found(Focus focus, const Refs &refs) const;

    const Investigation &m_investigation;
    InvestigationContext &m_context;
    std::shared_ptr<const Snapshot> m_snapshot; ///< whose ids the focus holds
    std::map<quint64, Refs> m_refs;             ///< by the number of the focus
};

} // namespace wirecase
