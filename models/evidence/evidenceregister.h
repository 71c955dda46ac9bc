#pragma once

#include "models/evidence/evidencefile.h"

#include <optional>
#include <vector>

namespace wirecase {

/// How many files may be relied on, and what is the matter with the others; each is counted once. Those that are still
/// read or hashed are in `files` only.
struct EvidenceTally
{
    int files = 0;
    int verified = 0;
    int changed = 0;
    int inPart = 0;
    int unreadable = 0;

    bool operator==(const EvidenceTally &) const = default;
};

/// The evidence of a case, in the order in which it is read. A value; snapshots of it are shared between threads.
class EvidenceRegister
{
public:
    [[nodiscard]] const std::vector<EvidenceFile> &files() const { return m_files; }
    [[nodiscard]] std::vector<EvidenceFile> &files() { return m_files; }
    [[nodiscard]] bool isEmpty() const { return m_files.empty(); }

    void add(EvidenceFile file) { m_files.push_back(std::move(file)); }
    /// Null when the case has no such file.
    [[nodiscard]] const EvidenceFile *find(EvidenceId id) const;
    [[nodiscard]] EvidenceFile *find(EvidenceId id);
    /// Name for messages and reports; "?" for an id that is not in the register.
    [[nodiscard]] QString nameOf(EvidenceId id) const;

    [[nodiscard]] quint64 problemCount() const;
    [[nodiscard]] EvidenceTally tally() const;

private:
    std::vector<EvidenceFile> m_files;
};

} // namespace wirecase
