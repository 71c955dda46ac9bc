#include "ui/panes/trafficcsv.h"

#include "models/correlation/traffictablemodel.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSaveFile>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::TrafficCsv)
};

constexpr int stride = 1024;

Error writeError(const QIODevice &out)
{
    Error error;
    error.code = Error::Code::Io;
    error.message = Text::tr("The table could not be written: %1").arg(out.errorString());
    return error;
}

template <typename TextOf>
QByteArray line(const std::vector<int> &columns, TextOf textOf)
{
    QByteArray bytes;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            bytes += ',';
        bytes += csvField(textOf(columns[i]));
    }
    return bytes + "\r\n";
}

/// Passes bytes on and hashes them.
class HashingDevice : public QIODevice
{
public:
    explicit HashingDevice(QIODevice &out)
        : m_out(out)
    {
        open(WriteOnly);
    }

    [[nodiscard]] QByteArray sha256() const { return m_hash.result(); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *bytes, qint64 length) override
    {
        m_hash.addData(QByteArrayView(bytes, length));
        const qint64 written = m_out.write(bytes, length);
        if (written != length)
            setErrorString(m_out.errorString());
        return written;
    }

private:
    QIODevice &m_out;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace

QByteArray csvField(const QString &text)
{
    QString field = text;
    static const QString formulaStarts = QStringLiteral("=+-@\t\r");
    if (!field.isEmpty() && formulaStarts.contains(field.front()))
        field.prepend(u'\'');
    const bool needsQuotes =
        field.contains(u'"') || field.contains(u',') || field.contains(u'\n') || field.contains(u'\r');
    if (needsQuotes)
        field = u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return field.toUtf8();
}

Status writeTrafficCsv(const TrafficExport &what, QIODevice &out, JobState &job)
{
    // A model of its own: it lives and dies in this thread.
    TrafficTableModel model;
    model.setTimeFormat(TimeFormat());
    model.setRows(what.traffic, what.rows);
    const auto header =
        line(what.columns, [&](int column) { return model.headerData(column, Qt::Horizontal).toString(); });
    if (out.write(header) != header.size())
        return writeError(out);
    job.total = model.rowCount();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (row % stride == 0) {
            if (job.cancelled)
                return Error::cancelled();
            job.done = row;
        }
        const QByteArray bytes =
            line(what.columns, [&](int column) { return model.index(row, column).data(CopyRole).toString(); });
        if (out.write(bytes) != bytes.size())
            return writeError(out);
    }
    return {};
}

Result<QByteArray> saveTrafficCsv(const TrafficExport &what, const QString &path, JobState &job)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return writeError(file);
    HashingDevice hashing(file);
    if (const Status written = writeTrafficCsv(what, hashing, job); !written)
        return written.error();
    if (!file.commit())
        return writeError(file);
    return hashing.sha256();
}

} // namespace wirecase
