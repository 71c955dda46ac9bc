#include "models/casefile/journal.h"

#include "models/base/timeformat.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

#include <array>

namespace wirecase {

namespace {

constexpr std::array ways{"done", "undone", "redone"};

std::optional<ActWay> wayOfKey(const QString &key)
{
    for (std::size_t i = 0; i < ways.size(); ++i) {
        if (key == QLatin1String(ways.at(i)))
            return static_cast<ActWay>(i);
    }
    return std::nullopt;
}

QByteArray textOf(const JournalEntry &entry)
{
    QJsonObject object;
    const auto put = [&](const char *key, const QString &value) {
        if (!value.isEmpty())
            object.insert(QLatin1String(key), value);
    };
    object.insert(QLatin1String("sequence"), static_cast<qint64>(entry.sequence));
    put("time", isoTime(entry.timeNs));
    put("author", entry.author);
    put("act", actKey(entry.act.kind));
    put("way", QLatin1String(ways.at(static_cast<std::size_t>(entry.act.way))));
    put("table", entry.act.table);
    put("subject", entry.act.subject);
    if (!entry.act.before.isEmpty())
        object.insert(QLatin1String("before"), entry.act.before);
    if (!entry.act.after.isEmpty())
        object.insert(QLatin1String("after"), entry.act.after);
    if (entry.act.continues)
        object.insert(QLatin1String("continues"), true);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

JournalCheck broken(quint64 at, quint64 entries, const QByteArray &lastHash)
{
    const QString message = QCoreApplication::translate(
                                "wirecase::Journal", "The journal was altered: entry %1 does not follow from the one "
                                                     "before.")
                                .arg(at);
    return {false, entries, at, message, lastHash};
}

} // namespace

QByteArray journalRoot()
{
    return QByteArray(64, '0');
}

QByteArray journalHash(const QByteArray &hashBefore, const QByteArray &text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(hashBefore);
    hash.addData(QByteArrayView("\n", 1));
    hash.addData(text);
    return hash.result().toHex();
}

JournalEntry nextEntry(const std::vector<JournalEntry> &journal, const Act &act, const QString &author, qint64 timeNs)
{
    JournalEntry entry;
    entry.sequence = journal.empty() ? 1 : journal.back().sequence + 1;
    entry.timeNs = timeNs;
    entry.author = author;
    entry.act = act;
    entry.text = textOf(entry);
    entry.hash = journalHash(journal.empty() ? journalRoot() : journal.back().hash, entry.text);
    return entry;
}

bool readEntryText(JournalEntry &entry)
{
    const QJsonObject object = QJsonDocument::fromJson(entry.text).object();
    const auto text = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
    const auto kind = actOfKey(text("act"));
    const auto way = wayOfKey(text("way"));
    const auto time = parseIsoTime(text("time"));
    if (!kind || !way || !time
        || object.value(QLatin1String("sequence")).toInteger() != static_cast<qint64>(entry.sequence))
        return false;
    entry.timeNs = *time;
    entry.author = text("author");
    entry.act = {*kind,
                 *way,
                 text("table"),
                 text("subject"),
                 object.value(QLatin1String("before")).toObject(),
                 object.value(QLatin1String("after")).toObject(),
                 object.value(QLatin1String("continues")).toBool()};
    return true;
}

JournalCheck verifyJournal(const std::vector<JournalEntry> &journal)
{
    QByteArray before = journalRoot();
    quint64 sequence = 0;
    for (const JournalEntry &entry : journal) {
        ++sequence;
        JournalEntry reread{entry.sequence, noTime, {}, {}, entry.text, entry.hash};
        const bool fits = entry.sequence == sequence && entry.hash == journalHash(before, entry.text)
                          && readEntryText(reread) && reread.act == entry.act;
        if (!fits)
            return broken(sequence, journal.size(), journal.back().hash);
        before = entry.hash;
    }
    return {true, sequence, 0,
            QCoreApplication::translate("wirecase::Journal", "The journal is intact: every entry follows from the one "
                                                             "before."),
            before};
}

} // namespace wirecase
