#include "models/investigation/alertview.h"
#include "models/investigation/citations.h"
#include "models/investigation/factindex.h"
#include "models/investigation/factsections.h"
#include "models/investigation/facttext.h"
#include "models/investigation/grantfacts.h"
#include "models/investigation/guidefilling.h"
#include "models/investigation/stepfieldfacts.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::StepFacts)
};

/// Fills the steps of one alert's guide. Each step gets the facts that its intent asks for, then those of the fields
/// and queries that it names.
class StepFiller
{
public:
    StepFiller(const AlertView &view, std::vector<FactRow> &rows)
        : m_view(view)
        , m_rows(rows)
        , m_alertRows(rows)
    {
    }

    void fill(const std::vector<GuideStep> &steps)
    {
        for (const GuideStep &step : steps) {
            m_step = &step;
            fillByIntent();
            fillFields();
            fill(step.children);
        }
    }

private:
    void fillByIntent()
    {
        const QString &intent = m_step->intent;
        if (intent == QStringLiteral("who"))
            fillWho();
        else if (intent == QStringLiteral("when"))
            fillWhen();
        else if (intent == QStringLiteral("addresses"))
            fillAddresses();
        else if (intent == QStringLiteral("authorised"))
            fillAuthorised();
        else if (intent == QStringLiteral("exposure"))
            fillExposure();
    }

    FactRow &add(const QString &name, const QString &label, const QString &value, std::vector<EvidenceRef> sources)
    {
        FactRow row = factRow(m_view, groupStep, QStringLiteral("step.%1.%2").arg(m_step->key.left(12), name), label,
                              value, std::move(sources));
        row.fact.stepKey = m_step->key;
        m_rows.push_back(std::move(row));
        return m_rows.back();
    }

    /// The fact of the alert under `key`, said again at the step.
    void repeat(const QString &key)
    {
        const auto found = std::find_if(m_alertRows.begin(), m_alertRows.end(),
                                        [&](const FactRow &row) { return row.fact.key == key; });
        if (found == m_alertRows.end())
            return;
        const FactRow &from = *found;
        FactRow &row = add(key, from.fact.label, from.fact.value, from.fact.sources);
        row.pivot = from.pivot;
        row.alarming = from.alarming;
    }

    /// What the fact of the alert under `key` was read from.
    [[nodiscard]] std::vector<EvidenceRef> sourcesOf(const QString &key) const
    {
        const auto found = std::ranges::find_if(m_alertRows, [&](const FactRow &row) { return row.fact.key == key; });
        return found == m_alertRows.end() ? std::vector<EvidenceRef>() : found->fact.sources;
    }

    void fillWho()
    {
        for (const char *key : {"caller", "caller.address", "caller.first_seen", "caller.role", "caller.operations"})
            repeat(QLatin1String(key));
    }

    void fillWhen()
    {
        repeat(QStringLiteral("session.times"));
        addRestart();
        addGaps();
        addOthers();
    }

    void fillAddresses()
    {
        repeat(QStringLiteral("target.addresses"));
        const TrafficSummary &traffic = m_view.traffic;
        if (traffic.conversations > 0) {
            FactRow &peers = add(QStringLiteral("peers"), Text::tr("Peers"),
                                 factJoin({Text::tr("%1 internal, %2 external")
                                               .arg(factCount(traffic.internalPeers), factCount(traffic.externalPeers)),
                                           m_view.everyMachineText()}),
                                 sourcesOf(QStringLiteral("traffic.all")));
            peers.pivot = trafficPivot(m_view, Text::tr("Show in traffic"));
        }
        repeat(QStringLiteral("traffic.clear"));
        addConversation(QStringLiteral("top"), Text::tr("Most in clear"), traffic.largestClear);
    }

    void fillAuthorised()
    {
        addRecurrence();
        addGrants();
        repeat(QStringLiteral("written_to"));
        const auto cautions = std::count_if(m_alertRows.begin(), m_alertRows.end(), [](const FactRow &row) {
            return row.fact.key.startsWith(QStringLiteral("session.caution."));
        });
        for (qsizetype i = 1; i <= cautions; ++i)
            repeat(QStringLiteral("session.caution.%1").arg(i));
    }

    void fillExposure()
    {
        repeat(QStringLiteral("traffic.secrets"));
        for (const FactRow &row : m_alertRows) {
            if (row.fact.group == QLatin1String(groupExposed))
                repeat(row.fact.key);
        }
        repeat(QStringLiteral("traffic.clear"));
        repeat(QStringLiteral("traffic.log_only"));
        repeat(QStringLiteral("traffic.until_restart"));
        addConversation(QStringLiteral("largest_gap"), Text::tr("Largest outside the captures"),
                        m_view.traffic.largestLogOnly);
    }

    /// Values that the intent's facts show already are not said twice.
    void fillFields()
    {
        const auto isSaid = [this](const QString &value) {
            return std::any_of(m_rows.begin(), m_rows.end(), [&](const FactRow &row) {
                return row.fact.stepKey == m_step->key && row.fact.value.contains(value, Qt::CaseInsensitive);
            });
        };
        for (StepFieldFact &fact : stepFieldFacts(m_view, *m_step)) {
            if (isSaid(fact.shown))
                continue;
            FactRow &row = add(fact.name, fact.label, fact.value, m_view.event.sources);
            row.pivot = std::move(fact.pivot);
        }
    }

    /// Of the target only: another machine's conversation would mislead.
    void addConversation(const QString &name, const QString &label, std::optional<TrafficId> id)
    {
        if (!id || !m_view.isTargetKnown())
            return;
        const TrafficRow row = m_view.snapshot.traffic->at(*id);
        const quint64 bytes = row.seenIn == SeenIn::LogOnly ? row.logBytes.value_or(0) : row.capturedBytes;
        const QString text = QStringLiteral("%1 → %2").arg(endpointText(row.client), endpointText(row.server));
        std::vector<EvidenceRef> sources;
        if (row.conversation) {
            const Conversation talk = m_view.snapshot.capture.conversations->at(*row.conversation);
            sources.push_back(m_view.snapshot.capture.packets->refOf(talk.firstPacket));
        } else if (!row.flows.empty()) {
            sources.push_back(m_view.snapshot.flows->at(row.flows.front()).source);
        }
        FactRow &fact =
            add(name, label, factJoin({text, protocolText(row.protocol), factBytes(bytes)}), std::move(sources));
        fact.pivot = trafficPivot(m_view, Text::tr("Show in traffic"));
        fact.pivot->focus.traffic = *id;
    }

    void addRestart()
    {
        if (!m_view.session || m_view.session->target.isEmpty())
            return;
        constexpr std::ptrdiff_t mostShown = 10;
        const auto &sessions = m_view.snapshot.correlation->sessions();
        const std::vector<quint32> all = m_view.index.sessionsOfTarget(m_view.session->target);
        // The nearest ones in time: a routine has hundreds.
        const auto own = static_cast<std::ptrdiff_t>(m_view.session - sessions.data());
        const auto place = std::ranges::lower_bound(all, own) - all.begin();
        const auto count = static_cast<std::ptrdiff_t>(all.size());
        const auto first =
            std::clamp<std::ptrdiff_t>(place - mostShown / 2, 0, std::max<std::ptrdiff_t>(0, count - mostShown - 1));
        QStringList others;
        Citations cited;
        for (auto i = first; i < std::min(count, first + mostShown + 1); ++i) {
            const CaptureSession &other = sessions.at(all[static_cast<std::size_t>(i)]);
            if (other.key == m_view.session->key || other.events.empty())
                continue;
            others << m_view.format.range(other.requested);
            cited.add(m_view.snapshot.activity->source(other.events.front()));
        }
        if (others.isEmpty())
            return;
        if (const auto left = count - 1 - others.size(); left > 0)
            others << Text::tr("and %1 more").arg(left);
        add(QStringLiteral("restart"), Text::tr("Other captures of this target"), others.join(QStringLiteral("; ")),
            cited.sources());
    }

    void addGaps()
    {
        if (!m_view.coverage)
            return;
        int number = 0;
        for (const CoverageGap &gap : m_view.coverage->gaps) {
            FactRow &row = add(QStringLiteral("gaps.%1").arg(++number), Text::tr("Held by no capture"),
                               factJoin({QStringLiteral("%1 (%2)").arg(gapText(gap), m_view.format.range(gap)),
                                         gapCountText(m_view, gap)}),
                               m_view.logsOf(gap));
            row.alarming = true;
            row.pivot = gapPivot(m_view, gap);
        }
    }

    [[nodiscard]] TimeRange whileItRan() const
    {
        if (m_view.session)
            return m_view.session->requested;
        return {m_view.event.timeNs, m_view.event.timeNs + nsPerHour};
    }

    void addOthers()
    {
        OperationWindow &window = m_view.index.links().everyone();
        window.moveTo(whileItRan());
        const quint32 ownOperation = m_view.index.links().operationOf(m_view.event.id);
        const std::size_t own = window.eventsOf(ownOperation);
        const std::size_t operations = window.operations() - (own > 0 ? 1 : 0);
        Citations cited;
        for (const EventId id : window.oneOfEach(Citations::most + 1)) {
            if (m_view.index.links().operationOf(id) != ownOperation)
                cited.add(m_view.snapshot.activity->source(id));
        }
        cited.addUncited(operations - std::min(operations, cited.all()));
        FactRow &around =
            add(QStringLiteral("around"), Text::tr("Other operations while it ran"),
                factJoin({operationsText(operations, window.events().size() - own), cited.cutText()}), cited.sources());
        around.pivot = aroundPivot();
    }

    [[nodiscard]] Pivot aroundPivot() const
    {
        Pivot pivot;
        pivot.text = Text::tr("Show activity");
        pivot.view = View::Triage;
        pivot.scope.window = whileItRan();
        if (!m_view.event.correlationId.isEmpty())
            pivot.scope.kql =
                QStringLiteral("not ") + fieldKql(QStringLiteral("azure.correlation_id"), {m_view.event.correlationId});
        pivot.focus.alert = m_view.alert.key;
        pivot.focus.event = m_view.event.id;
        pivot.pane = QStringLiteral("activity");
        if (m_view.event.timeNs == noTime)
            pivot.whyNot = Text::tr("The event has no time.");
        return pivot;
    }

    /// Whether the caller does this on other days, and at the same time of day: the mark of a schedule.
    void addRecurrence()
    {
        Recurrence::Others others;
        const auto &succeeded = m_view.caller.succeeded;
        if (const auto same = succeeded.find(m_view.event.operation.toCaseFolded()); same != succeeded.end())
            others = same->second.around(m_view.event.timeNs, Citations::most);
        Citations cited;
        for (const EventId id : others.onePerDay)
            cited.add(m_view.snapshot.activity->source(id));
        cited.addUncited(others.days - others.onePerDay.size());
        const auto days = static_cast<int>(others.days);
        const QString value = days == 0 ? Text::tr("never on another day in this evidence")
                              : others.sameClock
                                  ? Text::tr("on %n other day(s), at the same time of day", nullptr, days)
                                  : Text::tr("on %n other day(s)", nullptr, days);
        add(QStringLiteral("recurrence"), Text::tr("Same operation by this caller"), factJoin({value, cited.cutText()}),
            cited.sources());
    }

    void addGrants()
    {
        for (GrantFact &fact : grantFacts(m_view))
            add(fact.name, fact.label, fact.value, std::move(fact.sources));
    }

    const AlertView &m_view;
    std::vector<FactRow> &m_rows;
    const std::vector<FactRow> m_alertRows; ///< a copy: adding moves the rows
    const GuideStep *m_step = nullptr;
};

} // namespace

void addStepFacts(const AlertView &view, std::vector<FactRow> &rows)
{
    const auto guide = view.snapshot.guides.find(view.alert.ruleId);
    if (guide == view.snapshot.guides.end())
        return;
    StepFiller filler(view, rows);
    filler.fill(guide->second.steps);
}

} // namespace wirecase
