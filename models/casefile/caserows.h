#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace wirecase {

/// A document to be stored, or removed when it has no body.
struct DocumentWrite
{
    enum class Place
    {
        Said,
        Evidence,
        Derived,
        Workspace
    };

    Place place = Place::Said;
    QString kind; ///< table of a said document, else empty
    QString key;
    std::optional<QByteArray> body;
};

struct JournalWrite
{
    quint64 sequence = 0;
    QByteArray text;
    QByteArray hash;
};

/// What must reach the disk together.
struct CaseWrite
{
    quint64 ticket = 0; ///< counts writes; an acknowledgement names the last one that is on disk
    std::vector<DocumentWrite> documents;
    std::optional<JournalWrite> entry;
};

/// Everything in a case file, as it is stored.
struct CaseRows
{
    std::vector<DocumentWrite> documents;
    std::vector<JournalWrite> journal;
};

} // namespace wirecase
