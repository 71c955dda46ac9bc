#include "ui/panes/fielditems.h"

#include "models/capture/dissection/packetdissection.h"

#include <algorithm>

namespace wirecase {

namespace {

// The dissector limits how deep its layers go; this follows its tree.
std::vector<FieldItem> itemsOf(const std::vector<FieldNode> &nodes, quint32 &secrets)
{
    std::vector<FieldItem> items;
    items.reserve(nodes.size());
    for (const FieldNode &node : nodes) {
        FieldItem item;
        item.text = node.text;
        item.begin = node.begin;
        item.length = node.length;
        item.filterName = node.filterName;
        item.secret = node.secret;
        if (node.secret)
            item.id = secrets++;
        item.children = itemsOf(node.children, secrets);
        items.push_back(std::move(item));
    }
    return items;
}

const FieldNode *find(const std::vector<FieldNode> &nodes, quint32 &left)
{
    for (const FieldNode &node : nodes) {
        if (node.secret && left-- == 0)
            return &node;
        if (const FieldNode *found = find(node.children, left))
            return found;
    }
    return nullptr;
}

void collectSecrets(const std::vector<FieldItem> &items, std::vector<FieldItem> &secrets)
{
    for (const FieldItem &item : items) {
        if (item.secret)
            secrets.push_back(item);
        collectSecrets(item.children, secrets);
    }
}

void giveIds(std::vector<FieldItem> &items, const std::vector<FieldItem> &secrets)
{
    for (FieldItem &item : items) {
        giveIds(item.children, secrets);
        if (!item.secret)
            continue;
        const auto same = std::find_if(secrets.begin(), secrets.end(), [&](const FieldItem &secret) {
            return item.begin < secret.begin + secret.length && secret.begin < item.begin + item.length;
        });
        item.secret = same != secrets.end();
        item.id = item.secret ? same->id : 0;
    }
}

} // namespace

std::vector<FieldItem> deepFieldItems(const std::vector<FieldNode> &nodes, const std::vector<FieldNode> &builtIn)
{
    const std::vector<FieldItem> own = fieldItems(builtIn);
    std::vector<FieldItem> secrets;
    collectSecrets(own, secrets);
    std::vector<FieldItem> items = fieldItems(nodes);
    giveIds(items, secrets);
    // Wireshark's own frame would be that of the slice.
    if (!own.empty() && own.front().filterName == QLatin1String("frame"))
        items.insert(items.begin(), own.front());
    for (const FieldItem &layer : own) {
        const bool isData = layer.filterName == QLatin1String("data");
        const bool isThere = std::any_of(items.begin(), items.end(), [&](const FieldItem &item) {
            return item.begin == layer.begin && item.length > 0;
        });
        if (!isData && !isThere && layer.length > 0)
            items.push_back(layer);
    }
    return items;
}

std::vector<FieldItem> fieldItems(const std::vector<FieldNode> &nodes)
{
    quint32 secrets = 0;
    return itemsOf(nodes, secrets);
}

const FieldNode *secretField(const std::vector<FieldNode> &nodes, quint32 ordinal)
{
    quint32 left = ordinal;
    return find(nodes, left);
}

} // namespace wirecase
