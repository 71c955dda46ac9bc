#include "models/capture/deep/deeptree.h"

#include "models/capture/deep/deepslice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Sharkd)
};

constexpr int deepest = 64;
constexpr int mostNodes = 20'000;
constexpr qsizetype longestText = 4096;

// These count within the slice.
constexpr std::array<const char *, 4> ofSliceAlone{"frame", "tcp.stream", "udp.stream", "tcp.completeness"};

/// "tcp.port" of "tcp.port == 80"; nothing of "frame[54:16] == 47:45", which names bytes and no field.
QString filterNameOf(const QString &filter)
{
    const QString name = filter.section(u' ', 0, 0);
    return name.contains(u'[') ? QString() : name;
}

class TreeBuilder
{
public:
    explicit TreeBuilder(const DeepSlice &slice)
        : m_slice(slice)
    {
    }

    std::vector<FieldNode> nodes(const QJsonArray &fields, int depth)
    {
        std::vector<FieldNode> made;
        for (const auto &value : fields) {
            const QJsonObject field = value.toObject();
            const QString name = filterNameOf(field.value(QLatin1String("f")).toString());
            const bool leftOut = std::any_of(ofSliceAlone.begin(), ofSliceAlone.end(),
                                             [&](const char *own) { return name == QLatin1String(own); });
            if (leftOut || ++m_count > mostNodes)
                continue;
            made.push_back(node(field, name, depth));
        }
        return made;
    }

private:
    FieldNode node(const QJsonObject &field, const QString &name, int depth)
    {
        FieldNode made;
        made.filterName = name;
        place(made, field);
        const bool holdsSecret = made.length > 0 && m_slice.masks.overlaps(made.begin, made.length);
        made.text = text(field, holdsSecret);
        if (depth < deepest)
            made.children = nodes(field.value(QLatin1String("n")).toArray(), depth + 1);
        made.secret = holdsSecret && made.children.empty();
        return made;
    }

    /// Bytes of another source, put together or unpacked, are not bytes of the packet.
    void place(FieldNode &made, const QJsonObject &field) const
    {
        const QJsonArray bytes = field.value(QLatin1String("h")).toArray();
        if (bytes.size() != 2 || field.value(QLatin1String("ds")).toInt() != 0)
            return;
        const qint64 begin = bytes.at(0).toInt(-1);
        const qint64 length = bytes.at(1).toInt(-1);
        const qint64 end = m_slice.capturedLength;
        if (begin < 0 || length < 0 || begin > end)
            return;
        made.begin = static_cast<quint32>(begin);
        made.length = static_cast<quint32>(std::min(length, end - begin));
    }

    QString text(const QJsonObject &field, bool holdsSecret) const
    {
        QString said = field.value(QLatin1String("l")).toString().left(longestText);
        if (const qint64 frame = field.value(QLatin1String("fnum")).toInteger(0); frame > 0)
            said.replace(QRegularExpression(QStringLiteral("\\b%1\\b").arg(frame)), numberInFile(frame));
        else
            renumberPieces(said);
        if (!m_slice.hasSecrets)
            return said;
        // In clear, and as hex; short runs stand for themselves where no secret is.
        static const QRegularExpression anyFill(QStringLiteral("\\*+|(2a:?)+"));
        static const QRegularExpression longFill(QStringLiteral("\\*{3,}|(2a:?){3,}"));
        return said.replace(holdsSecret ? anyFill : longFill, secretMark());
    }

    [[nodiscard]] QString numberInFile(qint64 frame) const
    {
        const bool isThere = frame > 0 && static_cast<std::size_t>(frame) <= m_slice.numbersInFile.size();
        return QString::number(isThere ? m_slice.numbersInFile[static_cast<std::size_t>(frame) - 1] : frame);
    }

    /// "2 Reassembled TCP Segments (122 bytes): #6(93), #8(29)".
    void renumberPieces(QString &said) const
    {
        static const QRegularExpression piece(QStringLiteral("#(\\d+)\\((?=\\d+\\))"));
        qsizetype at = 0;
        for (auto match = piece.match(said); match.hasMatch(); match = piece.match(said, at)) {
            const QString number = numberInFile(match.captured(1).toLongLong());
            said.replace(match.capturedStart(1), match.capturedLength(1), number);
            at = match.capturedStart(1) + number.size();
        }
    }

    const DeepSlice &m_slice;
    int m_count = 0;
};

} // namespace

Result<std::vector<FieldNode>> deepTree(const QByteArray &answer, const DeepSlice &slice)
{
    const QJsonObject whole = QJsonDocument::fromJson(answer).object();
    const QJsonArray tree = whole.value(QLatin1String("result")).toObject().value(QLatin1String("tree")).toArray();
    std::vector<FieldNode> nodes = TreeBuilder(slice).nodes(tree, 0);
    if (!nodes.empty())
        return nodes;
    return Error{Error::Code::Format, Text::tr("sharkd could not read this packet."), {}, -1};
}

} // namespace wirecase
