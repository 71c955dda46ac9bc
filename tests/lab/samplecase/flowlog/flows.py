"""Flows of one NIC, and the B, C, E and D marks that a flow log sets for them.

Both logs see the same packets and differ in how they count and how they hurry: see `marks`.
"""

import random
from dataclasses import dataclass

from .. import packets, scenario

SECOND = 1_000_000
HOUR = 3600 * SECOND


@dataclass
class Flow:
    conversation: packets.Conversation
    direction: str                     # "I" or "O", as the NIC sees it
    denied: bool = False

    @property
    def inside(self):
        """Does it stay within the virtual network?"""
        ours = [host.address for host in scenario.HOSTS.values()] + [host.address6 for host in scenario.HOSTS.values()]
        return self.conversation.client[0] in ours and self.conversation.server[0] in (*ours, scenario.SILENT)


@dataclass(frozen=True)
class Mark:
    time_us: int
    flow: Flow
    state: str                         # B, C, E or D
    forth: tuple = (0, 0)              # (packets, bytes) from the flow's client since the mark before
    back: tuple = (0, 0)


def addresses_of(host):
    return {host.address, host.address6} - {""}


def flows_of(host, raw):
    """All flows that the platform could log for a machine's NIC: no ICMP, nothing of the platform itself."""
    own = addresses_of(host)
    delivered = packets.conversations(raw.machine(host.key))
    for conversation in delivered.values():
        ends = {conversation.client[0], conversation.server[0]}
        if ends & scenario.PLATFORM:
            continue
        out = conversation.client[0] in own
        yield Flow(conversation, "O" if out else "I", denied=out and is_denied_outbound(conversation))
    for key, conversation in packets.conversations(raw.machine("router")).items():
        if conversation.server[0] in own and key not in delivered:
            yield Flow(conversation, "I", denied=True)


def is_denied_outbound(conversation):
    address, port = conversation.server
    return conversation.transport == "tcp" and port == 25 and address.startswith("198.51.100.")


def dice_for(flow, log):
    """Each log, and each of the two NICs of a flow, decides for itself."""
    ends = flow.conversation.client, flow.conversation.server
    return random.Random(f"{scenario.SEED}{log}{flow.direction}{ends}")


def marks(flow, doubled, log_begin_us=0):
    """The marks of one flow.

    With `doubled` the log works as VNet logs do: an offloaded connection appears as two B/E pairs of which the first
    ends when it begins, and every repeated SYN that nobody answers is a pair of its own. Packets before `log_begin_us`
    are unknown to the log; a flow that was open by then has no B.
    """
    conversation = flow.conversation
    seen = [packet for packet in conversation.packets if packet.time_us >= log_begin_us]
    if not seen:
        return []
    if flow.denied:
        return [Mark(packet.time_us, flow, "D") for packet in seen if packet.source == conversation.client]
    if doubled and conversation.transport == "tcp" and not conversation.answered:
        return [mark for packet in seen for mark in unanswered(flow, packet)]
    dice = dice_for(flow, doubled)
    found = []
    begin = seen[0].time_us
    if len(seen) == len(conversation.packets):
        found.append(Mark(begin, flow, "B"))
        if doubled and conversation.finished and len(seen) > 8 and dice.random() < 0.3:
            slow = slow_path(conversation, seen)
            found += [Mark(begin, flow, "E", *conversation.counts(seen[:slow])), Mark(begin, flow, "B")]
            seen = seen[slow:]
    return found + rest(flow, seen, begin, dice)


def unanswered(flow, packet):
    counts = flow.conversation.counts([packet])
    return Mark(packet.time_us, flow, "B"), Mark(packet.time_us + 400_000, flow, "E", *counts)


def slow_path(conversation, seen):
    """How many packets pass until the third from the client."""
    sent = 0
    for number, packet in enumerate(seen, 1):
        sent += packet.source == conversation.client
        if sent == 3:
            return number
    return len(seen)


def rest(flow, seen, begin, dice):
    """C marks at irregular distances, then E; deltas only."""
    conversation, found, done = flow.conversation, [], 0
    last = seen[-1].time_us if seen else begin
    tick = begin + round(dice.uniform(70, 170) * SECOND)
    if conversation.transport == "udp" and last - begin > 20 * SECOND:
        tick = min(tick, last + 3 * SECOND)            # counted soon after its last packet, closed as idle: E,0,0,0,0
    left_open = conversation.transport == "tcp" and conversation.answered and not conversation.finished
    end = last if conversation.finished else last + (30 if last - begin > 20 * SECOND else 2) * SECOND
    while tick < end or (left_open and done < len(seen)):
        upto = sum(packet.time_us <= tick for packet in seen)
        found.append(Mark(tick, flow, "C", *conversation.counts(seen[done:upto])))
        done, tick = upto, tick + round(dice.uniform(60, 190) * SECOND)
    if left_open:
        return [*found, Mark(tick, flow, "C")]         # nobody closed it: the log never says E
    if loses_its_end(begin, end, dice):
        return found
    return [*found, Mark(end, flow, "E", *conversation.counts(seen[done:]))]


def loses_its_end(begin, end, dice):
    """Some flows lose their E when an hour turns, some in a minute with very many."""
    if begin // HOUR != end // HOUR:
        return dice.random() < 0.4
    stock_run = next(phase for phase in scenario.PHASES if phase.name == "stock-run")
    start = scenario.epoch_us(stock_run.begin)
    return start <= begin < start + 60 * SECOND and dice.random() < 0.1
