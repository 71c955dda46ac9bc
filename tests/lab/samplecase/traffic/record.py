"""Records every phase at every machine's own NIC, and at the router's internet side.

Leaves WORK/raw/PHASE-MACHINE.pcap with the packets as tcpdump saw them (today's clock) and WORK/raw/journal-*.jsonl.
"""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from .. import scenario
from .namespaces import BASE, Lab

def inside(lab, member, *words, **how):
    return subprocess.Popen(["ip", "netns", "exec", lab.name(member), *map(str, words)], cwd=BASE, text=True, **how)


def module(lab, member, name, *words):
    return inside(lab, member, sys.executable, "-m", f"samplecase.traffic.{name}", *words,
                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def start_recording(lab, member, device, file):
    process = inside(lab, member, "tcpdump", "-i", device, "-n", "-s", "0", "-U", "-Z", "root", "-w", file,
                     stderr=subprocess.PIPE)
    process.stderr.readline()                          # "tcpdump: listening on …"
    return process


def stop_recording(process):
    process.send_signal(signal.SIGINT)
    words = process.communicate(timeout=30)[1]
    if "0 packets dropped by kernel" not in words:
        raise RuntimeError("packets were lost:\n" + words)


def record_phase(lab, phase, raw):
    stem = f"{phase.index:02d}-{phase.name}"
    points = [(key, "eth0") for key in scenario.HOSTS] + [("router", "wan")]
    recordings = [start_recording(lab, member, device, raw / f"{stem}-{member}.pcap") for member, device in points]
    time.sleep(0.3)
    players = [module(lab, machine, "play", machine, phase.index, raw / f"journal-{stem}.jsonl")
               for machine in ("wan", *scenario.HOSTS)]
    for player in players:
        player.stdout.readline()
    time.sleep(1.5)
    for recording in recordings:
        stop_recording(recording)
    for player in players:
        player.communicate()


def record_lane(number, phases, raw, certificate, key):
    with Lab(f"wcs{number}") as lab:
        servers = [module(lab, machine, "servers", machine, certificate, key) for machine in ("wan", *scenario.HOSTS)]
        for server in servers:
            server.stdout.readline()
        try:
            for phase in phases:
                record_phase(lab, phase, raw)
                print(f"  recorded {phase.index:2d} {phase.name}", flush=True)
        finally:
            for server in servers:
                server.communicate()


AUTHORITY = """[ca]
default_ca = lab
[lab]
database = {folder}/index.txt
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = any
[any]
commonName = supplied
"""


def make_certificate(folder):
    """Self-signed, and valid on the scenario's day, which need not be today."""
    names = "server.csr", "server.pem", "server.key", "authority.conf"
    request, certificate, key, authority = (folder / name for name in names)
    authority.write_text(AUTHORITY.format(folder=folder), encoding="utf-8")
    (folder / "index.txt").write_text("", encoding="utf-8")
    quiet = {"check": True, "stderr": subprocess.DEVNULL}
    subprocess.run(["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-subj", "/CN=orders.quillmere.example", "-keyout", key, "-out", request], **quiet)
    begin, end = (scenario.DAY + timedelta(days=days) for days in (-60, 300))
    subprocess.run(["openssl", "ca", "-config", authority, "-selfsign", "-batch", "-notext", "-create_serial",
                    "-startdate", f"{begin:%Y%m%d%H%M%SZ}", "-enddate", f"{end:%Y%m%d%H%M%SZ}",
                    "-keyfile", key, "-in", request, "-out", certificate], **quiet)
    return certificate, key


def record(work, phases=None):
    raw = work / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    chosen = [phase for phase in scenario.PHASES if phases is None or phase.index in phases]
    for phase in chosen:
        for old in raw.glob(f"*{phase.index:02d}-{phase.name}*"):
            old.unlink()
    certificate, key = make_certificate(work)
    lanes = {phase.lane for phase in chosen}
    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(record_lane, lane, [p for p in chosen if p.lane == lane], raw, certificate, key)
                for lane in sorted(lanes)]
        for run in runs:
            run.result()
