#include "models/casefile/casestatereader.h"

#include "models/casefile/casedatabase.h"
#include "models/casefile/casefields.h"
#include "models/casefile/casestate.h"
#include "models/casefile/saiddocuments.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace wirecase {

namespace {

bool readDocument(CaseState &state, const DocumentWrite &row)
{
    const QByteArray body = row.body.value_or(QByteArray());
    if (row.place == DocumentWrite::Place::Workspace) {
        state.workspace[row.key] = body;
        return true;
    }
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    if (object.isEmpty())
        return false;
    switch (row.place) {
    case DocumentWrite::Place::Said:
        return putDocument(state, row.kind, row.key, object);
    case DocumentWrite::Place::Evidence:
        state.evidence.push_back(JsonIn::read<CaseEvidence>(object));
        return QString::number(indexOf(state.evidence.back().id)) == row.key;
    case DocumentWrite::Place::Derived:
        // Lists that a later schema derives are not ours to judge.
        if (row.key == QLatin1String("findings")) {
            state.findings = JsonIn::read<Findings>(object);
            state.findingsHash = findingsHash(body);
        }
        return true;
    case DocumentWrite::Place::Workspace:
        break;
    }
    return true;
}

} // namespace

Result<CaseState> readCaseState(const CaseRows &rows, const QString &path)
{
    const Error damaged{Error::Code::Format,
                        QCoreApplication::translate(
                            "wirecase::CaseFile", "A record of the case cannot be understood: the file is damaged. It "
                                                  "was left as it is."),
                        path};
    CaseState state;
    for (const DocumentWrite &row : rows.documents) {
        if (!readDocument(state, row))
            return damaged;
    }
    for (const JournalWrite &row : rows.journal) {
        JournalEntry entry{row.sequence, noTime, {}, {}, row.text, row.hash};
        // An entry that cannot be read stays, so that the check of the journal names it.
        if (!readEntryText(entry))
            entry.act = {};
        state.journal.push_back(std::move(entry));
    }
    if (state.head.id.isEmpty())
        return damaged;
    std::ranges::sort(state.evidence, {}, &CaseEvidence::id);
    return state;
}

} // namespace wirecase
