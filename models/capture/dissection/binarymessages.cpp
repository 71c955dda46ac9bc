#include "models/capture/dissection/binarymessages.h"

namespace wirecase {

void summariseMessage(Dissection &d, const Part &part, const MessageText &text)
{
    FieldNode layer = Dissection::node(text.layer, text.filterName, part);
    d.add(layer, text.info, "", part);
    d.addLayer(std::move(layer));
    d.summarise(text.protocol, text.info);
}

} // namespace wirecase
