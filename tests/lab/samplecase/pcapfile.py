"""Classic pcap files: little endian, microseconds, Ethernet."""

import struct
from dataclasses import dataclass, replace

HEADER = struct.Struct("<IHHiIII")
RECORD = struct.Struct("<IIII")
MAGIC, SNAPLEN, ETHERNET = 0xA1B2C3D4, 262144, 1


@dataclass(frozen=True)
class Frame:
    time_us: int
    length: int                        # on the wire
    data: bytes

    def moved(self, offset_us):
        return replace(self, time_us=self.time_us + offset_us)


def read(path):
    content = path.read_bytes()
    magic, _, _, _, _, _, link = HEADER.unpack_from(content)
    if magic != MAGIC or link != ETHERNET:
        raise ValueError(f"{path}: not a little-endian microsecond Ethernet capture")
    frames, place = [], HEADER.size
    while place < len(content):
        seconds, micros, kept, length = RECORD.unpack_from(content, place)
        place += RECORD.size
        frames.append(Frame(seconds * 1_000_000 + micros, length, content[place:place + kept]))
        place += kept
    return frames


def write(path, frames):
    with open(path, "wb") as out:
        out.write(HEADER.pack(MAGIC, 2, 4, 0, 0, SNAPLEN, ETHERNET))
        for frame in frames:
            out.write(RECORD.pack(*divmod(frame.time_us, 1_000_000), len(frame.data), frame.length) + frame.data)
