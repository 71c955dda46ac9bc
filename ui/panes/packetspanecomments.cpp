#include "models/base/numbertext.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "ui/panes/packetcommentdialog.h"
#include "ui/panes/packetremarks.h"
#include "ui/panes/packetspane.h"
#include "ui/widgets/datatable.h"

#include <QPointer>

// Comments of the case on packets.

namespace wirecase {

namespace {

// Each is an act in the journal.
constexpr qint64 mostCommented = 1000;

} // namespace

// The selected rows where there are several, else the current one.
std::vector<EvidenceRef> PacketsPane::commentedPackets() const
{
    std::vector<RowRange> ranges = m_table->selectedRanges();
    if (m_table->selectedRowCount() < 2) {
        const int row = m_table->currentIndex().row();
        ranges = row < 0 ? std::vector<RowRange>() : std::vector<RowRange>{{row, row}};
    }
    std::vector<EvidenceRef> refs;
    for (const RowRange &range : ranges) {
        for (int row = range.first; row <= range.last; ++row)
            refs.push_back(m_model->capture().packets->refOf(PacketId{m_model->rows()[static_cast<std::size_t>(row)]}));
    }
    return refs;
}

void PacketsPane::askForComment()
{
    if (m_table->selectedRowCount() > mostCommented)
        return showMessage(tr("At most %1 packets can be commented at once.").arg(countText(mostCommented)),
                           Tone::Accent);
    const std::vector<EvidenceRef> refs = commentedPackets();
    if (refs.empty())
        return showMessage(tr("Select a packet first."), Tone::Accent);
    const RecordMark *mark = m_services.caseFile.state().mark(refs.front());
    const QString number = countText(static_cast<qint64>(refs.front().record));
    const QString what = refs.size() == 1
                             ? tr("Comment on packet %1").arg(number)
                             : tr("Comment on %1 packets").arg(countText(static_cast<qint64>(refs.size())));
    PacketCommentDialog dialog(what, mark ? mark->comment : QString(), this);
    // What is selected may be other packets by the time that the words are written.
    if (dialog.exec() == QDialog::Accepted)
        comment(refs, dialog.text());
}

void PacketsPane::comment(const std::vector<EvidenceRef> &packets, const QString &text)
{
    std::vector<EvidenceRef> meant = packets;
    if (text.isEmpty()) // nothing is said of what nothing was said of
        std::erase_if(meant, [this](EvidenceRef ref) { return !m_services.caseFile.state().mark(ref); });
    if (const Status done = m_services.editor.setMarks(meant, text); !done)
        showMessage(done.error().message, Tone::Bad);
}

void PacketsPane::showRemarks()
{
    m_model->setRemarks(packetRemarks(m_services.caseFile.state(), *m_model->capture().packets));
    m_table->viewport()->update();
}

} // namespace wirecase
