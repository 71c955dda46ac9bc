#pragma once

#include "models/exposure/packetplace.h"

#include <vector>

namespace wirecase {

struct CaptureSnapshot;
struct Conversation;

/// Where else in the conversation's packets the bytes at `places` lie: TCP sends lost segments again, a capture on two
/// interfaces sees each twice, and reassembly keeps only the first of them. Told by the sequence numbers.
[[nodiscard]] std::vector<PacketPlace> repeatedPlaces(const CaptureSnapshot &capture, const Conversation &conversation,
                                                      const std::vector<PacketPlace> &places);

} // namespace wirecase
