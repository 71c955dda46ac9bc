"""The capture files: what the target's NIC saw while a capture session was running."""

import subprocess

from . import pcapfile, scenario


def frames_of(session, raw):
    begin, end = scenario.epoch_us(session.first), scenario.epoch_us(session.last)
    return [frame for frame in raw.machine(scenario.TARGET.key) if begin <= frame.time_us < end]


def write_captures(raw, evidence):
    for session in scenario.SESSIONS:
        path = evidence / session.path
        path.parent.mkdir(parents=True, exist_ok=True)
        pcapfile.write(path, frames_of(session, raw))
        if session.format == "pcapng":
            plain = path.with_suffix(".pcap")
            path.rename(plain)
            subprocess.run(["editcap", "-F", "pcapng", plain, path], check=True)
            plain.unlink()
