#pragma once

namespace wirecase {

class CaseEditor;
class CaseFile;
class Investigation;
class InvestigationContext;
class InvestigationPivots;
class JobBoard;
class Settings;

/// What a pane may use, handed to its constructor. Everything outlives the panes. Panes speak to each other through the
/// context alone.
struct PaneServices
{
    InvestigationContext &context;
    Investigation &investigation;
    const InvestigationPivots &pivots;
    CaseFile &caseFile;
    CaseEditor &editor;
    Settings &settings;
    JobBoard &jobs;
};

} // namespace wirecase
