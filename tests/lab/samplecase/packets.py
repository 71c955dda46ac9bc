"""TCP and UDP packets of frames, and the conversations that they form."""

import ipaddress
import struct
from dataclasses import dataclass, field

FIN, SYN, RST, ACK = 1, 2, 4, 16


@dataclass(frozen=True)
class Packet:
    time_us: int
    length: int                        # whole frame on the wire
    transport: str                     # "tcp" or "udp"
    source: tuple                      # (address, port)
    target: tuple
    flags: int = 0

    @property
    def opens(self):
        return self.transport == "tcp" and self.flags & (SYN | ACK) == SYN


def decode(frame):
    """The TCP or UDP packet in a frame; None for ARP, ICMP and everything else."""
    data = frame.data
    kind, = struct.unpack_from(">H", data, 12)
    if kind == 0x0800:
        protocol, start = data[23], 14 + (data[14] & 15) * 4
        addresses = data[26:30], data[30:34]
    elif kind == 0x86DD:
        protocol, start = data[20], 54                 # the laboratory sends no extension headers with TCP or UDP
        addresses = data[22:38], data[38:54]
    else:
        return None
    if protocol not in (6, 17):
        return None
    ports = struct.unpack_from(">HH", data, start)
    source, target = (str(ipaddress.ip_address(address)) for address in addresses)
    flags = data[start + 13] if protocol == 6 else 0
    transport = "tcp" if protocol == 6 else "udp"
    return Packet(frame.time_us, frame.length, transport, (source, ports[0]), (target, ports[1]), flags)


@dataclass
class Conversation:
    transport: str
    client: tuple
    server: tuple
    packets: list = field(default_factory=list)        # in order of time

    @property
    def first_us(self):
        return self.packets[0].time_us

    @property
    def last_us(self):
        return self.packets[-1].time_us

    @property
    def finished(self):
        return any(packet.flags & (FIN | RST) for packet in self.packets)

    @property
    def answered(self):
        return any(packet.source == self.server for packet in self.packets)

    def counts(self, packets=None):
        """((packets, bytes) from the client, (packets, bytes) from the server)."""
        packets = self.packets if packets is None else packets
        sides = ([p.length for p in packets if p.source == end] for end in (self.client, self.server))
        return tuple((len(lengths), sum(lengths)) for lengths in sides)


def key_of(packet):
    return packet.transport, *sorted((packet.source, packet.target))


def conversations(frames):
    """Conversations by key, in order of their first packet. The first sender is the client."""
    found = {}
    for frame in frames:
        packet = decode(frame)
        if packet is None:
            continue
        key = key_of(packet)
        if key not in found:
            found[key] = Conversation(packet.transport, packet.source, packet.target)
        found[key].packets.append(packet)
    return found
