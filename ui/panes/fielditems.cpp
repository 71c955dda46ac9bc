#include "ui/panes/fielditems.h"

#include "models/capture/dissection/packetdissection.h"

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

} // namespace

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
