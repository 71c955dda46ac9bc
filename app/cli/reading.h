#pragma once

#include "models/base/result.h"
#include "models/capture/capturesnapshot.h"
#include "models/context/scope.h"
#include "models/evidence/evidencekind.h"
#include "models/evidence/importreport.h"

#include <QCommandLineParser>
#include <QJsonObject>

#include <functional>

namespace wirecase {

/// Options that the reading commands share: --json, --filter, --bpf.
void addReadingOptions(QCommandLineParser &parser, bool withBpf);

struct ReadCounts
{
    quint32 files = 0;
    quint64 problems = 0; ///< said on stderr already
};

/// Opens every file of one of `kinds` among `paths` and hands it to `read`, numbered from 1 in the order given. What
/// cannot be read is said on stderr. `opened` gets the paths of the others.
using ReadOne = std::function<ImportReport(const ByteSourcePtr &bytes, EvidenceId id, const QString &name)>;
[[nodiscard]] ReadCounts readEach(const QStringList &paths, const std::vector<EvidenceKind> &kinds, const ReadOne &read,
                                  QStringList *opened = nullptr);

/// All captures among `paths` as one index. `opened` gets the paths of their files.
[[nodiscard]] CaptureSnapshot readCaptures(const QStringList &paths, ReadCounts &counts, QStringList *opened = nullptr);

/// What captures among `paths` hold, file by file, without an index of their packets.
[[nodiscard]] std::vector<CaptureFile> countCaptures(const QStringList &paths, ReadCounts &counts);

/// The bytes of a file; says on stderr why not.
[[nodiscard]] std::optional<QByteArray> fileBytes(const QString &path);

/// A team's own steps; nothing, and said on stderr, when the file cannot be read or is no such file. An empty path
/// gives empty steps.
[[nodiscard]] std::optional<QString> readTeamSteps(const QString &path);

/// The scope that --filter asks for; a syntax error is said on stderr.
[[nodiscard]] std::optional<Scope> filterScope(const QCommandLineParser &parser);
/// Whether the rows have every field of the query; else says which they lack. A command must not give more than was
/// asked for because a name is misspelt.
[[nodiscard]] bool hasFieldsOf(const QString &kql, const FieldSource &rows);
/// Rows of packets that both the scope and a BPF expression leave; an empty one leaves all.
[[nodiscard]] Result<std::vector<quint32>> wantedRows(const CaptureSnapshot &capture, const Scope &scope,
                                                      const QString &bpf);
/// Says why rows could not be found and answers the exit code.
[[nodiscard]] int exitCodeOf(const Error &error);

/// "a.b": value pairs of both ends, which every command writes alike.
[[nodiscard]] QJsonObject endpointsJson(const Endpoint &source, const Endpoint &destination, quint8 ipProtocol);

} // namespace wirecase
