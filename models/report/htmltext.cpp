#include "models/report/htmltext.h"

#include "models/report/reporttext.h"

namespace wirecase {

namespace {

QByteArray escaped(const QString &text)
{
    QByteArray out;
    for (const char byte : visibleText(text).toUtf8()) {
        switch (byte) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += byte;
        }
    }
    return out;
}

} // namespace

void HtmlText::begin(const char *tag, const Attributes &attributes)
{
    m_bytes += '<';
    m_bytes += tag;
    for (const auto &[name, value] : attributes) {
        m_bytes += ' ';
        m_bytes += name;
        m_bytes += "=\"";
        m_bytes += escaped(value);
        m_bytes += '"';
    }
}

void HtmlText::open(const char *tag, const Attributes &attributes)
{
    begin(tag, attributes);
    m_bytes += '>';
}

void HtmlText::close(const char *tag)
{
    m_bytes += "</";
    m_bytes += tag;
    m_bytes += '>';
}

void HtmlText::single(const char *tag, const Attributes &attributes)
{
    open(tag, attributes);
}

void HtmlText::empty(const char *tag, const Attributes &attributes)
{
    begin(tag, attributes);
    m_bytes += "/>";
}

void HtmlText::element(const char *tag, const QString &content, const Attributes &attributes)
{
    open(tag, attributes);
    text(content);
    close(tag);
}

void HtmlText::text(const QString &text)
{
    m_bytes += escaped(text);
}

void HtmlText::textWithBreaks(const QString &text)
{
    m_bytes += escaped(text).replace("\n", "<br>");
}

void HtmlText::styleSheet(const QByteArray &ownStyles)
{
    m_bytes += "<style>\n";
    m_bytes += ownStyles;
    m_bytes += "</style>\n";
}

} // namespace wirecase
