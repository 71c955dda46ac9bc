#include "models/investigation/focuskeeper.h"

#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/rowrefs.h"

namespace wirecase {

FocusKeeper::FocusKeeper(const Investigation &investigation, InvestigationContext &context)
    : m_investigation(investigation)
    , m_context(context)
    , m_snapshot(investigation.snapshot())
{
    // Whichever of the two is emitted first with a new snapshot.
    connect(&investigation, &Investigation::evidenceChanged, this, &FocusKeeper::follow);
    connect(&investigation, &Investigation::snapshotChanged, this, &FocusKeeper::follow);
}

void FocusKeeper::follow()
{
    if (m_snapshot == m_investigation.snapshot())
        return;
    std::map<quint64, Refs> refs;
    m_context.renumberFocus([&](quint64 number, const Focus &focus) {
        const Refs &kept = refs.try_emplace(number, refsOf(focus, m_refs[number])).first->second;
        return found(focus, kept);
    });
    m_refs = std::move(refs);
    m_snapshot = m_investigation.snapshot();
}

FocusKeeper::Refs FocusKeeper::refsOf(const Focus &focus, Refs waiting) const
{
    if (focus.event)
        waiting.event = eventKey(*m_snapshot, *focus.event);
    if (focus.traffic)
        waiting.traffic = trafficRef(*m_snapshot, *focus.traffic);
    if (focus.packet)
        waiting.packet = packetRef(*m_snapshot, *focus.packet);
    return waiting;
}

Focus FocusKeeper::found(Focus focus, const Refs &refs) const
{
    const Snapshot &snapshot = *m_investigation.snapshot();
    focus.event = snapshot.activity->byKey(refs.event);
    focus.traffic = refs.traffic ? trafficAt(snapshot, *refs.traffic) : std::nullopt;
    focus.packet = refs.packet ? snapshot.capture.packets->packetAt(*refs.packet) : std::nullopt;
    if (!focus.packet)
        focus.bytes.reset();
    return focus;
}

} // namespace wirecase
