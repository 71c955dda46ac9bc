#include "models/detection/tomlfields.h"

namespace wirecase {

namespace {

QString textOf(const toml::value<std::string> &value)
{
    return QString::fromStdString(value.get());
}

const toml::table &emptyTable()
{
    static const toml::table empty;
    return empty;
}

} // namespace

TomlFields::TomlFields(const toml::table &table, QString path, std::optional<Error> &error)
    : m_table(&table)
    , m_path(std::move(path))
    , m_error(&error)
{
}

QString TomlFields::text(std::string_view key, Presence presence) const
{
    const toml::node *node = value(key, presence);
    if (!node)
        return {};
    if (const auto *string = node->as_string())
        return textOf(*string);
    failAt(*node, tr("“%1” must be text.").arg(name(key)));
    return {};
}

QString TomlFields::textOr(std::string_view key, const QString &missing) const
{
    return m_table->contains(key) ? text(key) : missing;
}

QStringList TomlFields::texts(std::string_view key) const
{
    const toml::node *node = value(key, Presence::Optional);
    if (!node)
        return {};
    QStringList result;
    const toml::array *array = node->as_array();
    if (!array) {
        failAt(*node, tr("“%1” must be a list of texts.").arg(name(key)));
        return {};
    }
    for (const toml::node &element : *array) {
        const auto *string = element.as_string();
        if (!string) {
            failAt(element, tr("“%1” must hold texts only.").arg(name(key)));
            return {};
        }
        result << textOf(*string);
    }
    return result;
}

int TomlFields::number(std::string_view key, int least, int most, std::optional<int> missing) const
{
    const toml::node *node = value(key, missing ? Presence::Optional : Presence::Required);
    if (!node)
        return missing.value_or(least);
    const auto *integer = node->as_integer();
    if (integer && integer->get() >= least && integer->get() <= most)
        return static_cast<int>(integer->get());
    failAt(*node, tr("“%1” must be a whole number from %2 to %3.").arg(name(key)).arg(least).arg(most));
    return least;
}

TomlFields TomlFields::table(std::string_view key) const
{
    const toml::node *node = value(key, Presence::Optional);
    const toml::table *found = node ? node->as_table() : nullptr;
    if (node && !found)
        failAt(*node, tr("“%1” must be a table.").arg(name(key)));
    return {found ? *found : emptyTable(), name(key), *m_error};
}

std::vector<TomlFields> TomlFields::tables(std::string_view key) const
{
    const toml::node *node = value(key, Presence::Optional);
    if (!node)
        return {};
    const toml::array *array = node->as_array();
    if (!array) {
        failAt(*node, tr("“%1” must be a list of tables.").arg(name(key)));
        return {};
    }
    std::vector<TomlFields> result;
    for (const toml::node &element : *array) {
        if (const toml::table *found = element.as_table())
            result.emplace_back(*found, name(key), *m_error);
        else
            failAt(element, tr("“%1” must hold tables only.").arg(name(key)));
    }
    return result;
}

bool TomlFields::hasContent(std::string_view key) const
{
    const toml::node *node = m_table->get(key);
    if (!node)
        return false;
    const toml::array *array = node->as_array();
    return !array || !array->empty();
}

void TomlFields::fail(std::string_view key, const QString &message) const
{
    const toml::node *node = m_table->get(key);
    failAt(node ? *node : *m_table, message);
}

const toml::node *TomlFields::value(std::string_view key, Presence presence) const
{
    const toml::node *node = m_table->get(key);
    if (!node && presence == Presence::Required)
        failAt(*m_table, tr("“%1” is missing.").arg(name(key)));
    return node;
}

QString TomlFields::name(std::string_view key) const
{
    const QString text = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    return m_path.isEmpty() ? text : m_path + u'.' + text;
}

void TomlFields::failAt(const toml::node &node, const QString &message) const
{
    if (!*m_error)
        *m_error = Error{Error::Code::Format, message, {}, static_cast<qint64>(node.source().begin.line)};
}

} // namespace wirecase
