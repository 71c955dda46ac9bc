#pragma once

#include <QCoreApplication>
#include <QString>

namespace wirecase {

/// What went wrong and where, fit to be shown. `message` is one translated sentence; `file` and `offset` name the
/// place.
struct Error
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Error)

public:
    enum class Code
    {
        Io,
        Format,
        Unsupported,
        Limit,
        Cancelled,
        Internal
    };

    Code code = Code::Internal;
    QString message;
    QString file;       ///< evidence file, empty when not about a file
    qint64 offset = -1; ///< byte or line in that file, -1 when unknown

    /// File, place and message in one line: "a.cap, byte 120: the packet header is cut short".
    [[nodiscard]] QString text() const;

    /// The answer of work that was asked to stop. It is not a failure and is never shown as one.
    [[nodiscard]] static Error cancelled();

    bool operator==(const Error &) const = default;
};

} // namespace wirecase
