#pragma once

#include "models/casefile/act.h"

#include <QByteArray>

#include <vector>

namespace wirecase {

/// An act as the journal holds it. `text` is what was hashed and is stored as it is, so that anybody with sqlite3 and
/// sha256sum can check the chain: hash = SHA-256(hash of the entry before in hex, line feed, text).
struct JournalEntry
{
    quint64 sequence = 0; ///< 1-based without holes
    qint64 timeNs = noTime;
    QString author;
    Act act;
    QByteArray text; ///< UTF-8 JSON
    QByteArray hash; ///< lower-case hex
};

/// What stands for the hash before the first entry: 64 zeros.
[[nodiscard]] QByteArray journalRoot();
[[nodiscard]] QByteArray journalHash(const QByteArray &hashBefore, const QByteArray &text);
/// The entry that follows `journal`.
[[nodiscard]] JournalEntry nextEntry(const std::vector<JournalEntry> &journal, const Act &act, const QString &author,
                                     qint64 timeNs);
/// Reads `text` back. False when it is no entry of ours; sequence and hash are left alone.
[[nodiscard]] bool readEntryText(JournalEntry &entry);

struct JournalCheck
{
    bool intact = true;
    quint64 entries = 0;
    quint64 brokenAt = 0; ///< sequence of the first entry that does not fit, 0 when intact
    QString message;      ///< one sentence, always set
    QByteArray lastHash;
};

/// Recomputes every hash and looks for holes and swapped entries.
[[nodiscard]] JournalCheck verifyJournal(const std::vector<JournalEntry> &journal);

} // namespace wirecase
