#pragma once

#include "models/base/error.h"

#include <QString>
#include <QStringList>

#include <toml++/toml.h>

#include <optional>
#include <string_view>
#include <vector>

namespace wirecase {

/// Typed reading of a TOML table. The first value of a wrong type, or missing though required, becomes the error; what
/// is read after it is empty. Tables within share the error of their document. Borrows the table.
class TomlFields
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::TomlFields)

public:
    enum class Presence
    {
        Optional,
        Required
    };

    /// `path` is the table's name for messages: "rule".
    TomlFields(const toml::table &table, QString path, std::optional<Error> &error);

    [[nodiscard]] QString text(std::string_view key, Presence presence = Presence::Optional) const;
    /// Like text(), but `missing` when the key is not there.
    [[nodiscard]] QString textOr(std::string_view key, const QString &missing) const;
    [[nodiscard]] QStringList texts(std::string_view key) const;
    [[nodiscard]] int number(std::string_view key, int least, int most, std::optional<int> missing) const;
    /// The table under `key`, or an empty one.
    [[nodiscard]] TomlFields table(std::string_view key) const;
    /// The tables of the array under `key`.
    [[nodiscard]] std::vector<TomlFields> tables(std::string_view key) const;
    [[nodiscard]] bool hasContent(std::string_view key) const;

    /// Records a problem with the value of `key`, at its line.
    void fail(std::string_view key, const QString &message) const;

private:
    [[nodiscard]] const toml::node *value(std::string_view key, Presence presence) const;
    [[nodiscard]] QString name(std::string_view key) const;
    void failAt(const toml::node &node, const QString &message) const;

    const toml::table *m_table;
    QString m_path;
    std::optional<Error> *m_error;
};

} // namespace wirecase
