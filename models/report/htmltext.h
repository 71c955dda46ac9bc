#pragma once

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace wirecase {

/// Markup that cannot be broken by what it holds: names of tags and attributes are literals, and every QString that
/// comes in is escaped, as text or as a quoted attribute. There is no way to add raw markup.
class HtmlText
{
public:
    using Attributes = std::vector<std::pair<const char *, QString>>;

    void documentType() { m_bytes += "<!DOCTYPE html>\n"; }
    void open(const char *tag, const Attributes &attributes = {});
    void close(const char *tag);
    void single(const char *tag, const Attributes &attributes); ///< an HTML element without an end
    void empty(const char *tag, const Attributes &attributes);  ///< an SVG element without content
    void element(const char *tag, const QString &text, const Attributes &attributes = {});
    void text(const QString &text);
    void textWithBreaks(const QString &text);     ///< line feeds become <br>
    void styleSheet(const QByteArray &ownStyles); ///< of ours only: it is not escaped
    void lineFeed() { m_bytes += '\n'; }

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    void begin(const char *tag, const Attributes &attributes);

    QByteArray m_bytes;
};

} // namespace wirecase
