"""The recorded phases, moved to the scenario's clock.

Every phase has one offset for all its recordings, so distances within a phase and between machines stay as they were.
"""

import functools
import json

from . import pcapfile, scenario


class RawPackets:
    def __init__(self, work):
        self.folder = work / "raw"

    def stem(self, phase):
        return f"{phase.index:02d}-{phase.name}"

    @functools.cache
    def phase(self, phase):
        """{machine: frames} of one phase; "router" holds what arrived from the internet, let in or not."""
        found = {member: pcapfile.read(self.folder / f"{self.stem(phase)}-{member}.pcap")
                 for member in (*scenario.HOSTS, "router")}
        earliest = min(frames[0].time_us for frames in found.values() if frames)
        offset = scenario.epoch_us(phase.begin) - earliest
        return {member: [frame.moved(offset) for frame in frames] for member, frames in found.items()}

    @functools.cache
    def machine(self, member):
        """Everything one machine saw, on the whole day."""
        return [frame for phase in scenario.PHASES for frame in self.phase(phase)[member]]

    def journal(self):
        """The passwords that clients showed, as they noted them."""
        for phase in scenario.PHASES:
            with open(self.folder / f"journal-{self.stem(phase)}.jsonl", encoding="utf-8") as notes:
                yield from map(json.loads, notes)
