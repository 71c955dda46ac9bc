"""Reads the written flow logs back, as text and with rules of its own, so that the writer is checked by a reader."""

import json
from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    kind: str                          # "nsg" or "vnet"
    mac: str
    key: tuple                         # transport and the two ends, sorted
    time: int                          # as written: seconds or milliseconds
    direction: str
    state: str
    denied: bool
    client: tuple
    counts: tuple                      # packets, bytes to the server; packets, bytes to the client


def read_nsg(record):
    for outer in record["properties"]["flows"]:
        for flow in outer["flows"]:
            for text in flow["flowTuples"]:
                t = text.split(",")
                client, server = (t[1], int(t[3])), (t[2], int(t[4]))
                transport = {"T": "tcp", "U": "udp"}[t[5]]
                denied = t[7] == "D"
                yield Line("nsg", flow["mac"], (transport, *sorted((client, server))), int(t[0]), t[6],
                           "D" if denied else t[8], denied, client, tuple(int(n or 0) for n in t[9:13]))


def read_vnet(record):
    for flow in record["flowRecords"]["flows"]:
        for group in flow["flowGroups"]:
            for text in group["flowTuples"]:
                t = text.split(",")
                client, server = (t[1], int(t[3])), (t[2], int(t[4]))
                transport = {"6": "tcp", "17": "udp"}[t[5]]
                yield Line("vnet", record["macAddress"], (transport, *sorted((client, server))), int(t[0]), t[6],
                           t[7], t[7] == "D", client, tuple(int(n) for n in t[9:13]))


class FlowLogFiles:
    """All flow-log lines of an evidence folder, by conversation, and the sizes of each file."""

    READERS = {"insights-logs-networksecuritygroupflowevent": read_nsg, "insights-logs-flowlogflowevent": read_vnet}

    def __init__(self, evidence):
        self.files = []
        self.lines = defaultdict(list)
        for container, reader in self.READERS.items():
            for path in sorted((evidence / container).rglob("PT1H.json")):
                records = json.loads(path.read_text(encoding="utf-8"))["records"]
                lines = [line for record in records for line in reader(record)]
                for line in lines:
                    self.lines[line.key].append(line)
                times = [record["time"] for record in records]
                self.files.append({"file": str(path.relative_to(evidence)),
                                   "kind": "nsg v2" if reader is read_nsg else "vnet v4",
                                   "records": len(records), "tuples": len(lines),
                                   "records_with_a_time_seen_before": len(times) - len(set(times)),
                                   "denied": sum(line.denied for line in lines)})

    def summary(self, key):
        """Per log and NIC: marks in the order of the file, and the sums of their counters."""
        groups = defaultdict(list)
        for line in self.lines.get(key, ()):
            groups[line.kind, line.mac, line.direction].append(line)
        return [{"log": kind, "mac": mac, "direction": direction,
                 "states": "".join(line.state for line in sorted(lines, key=lambda line: line.time)),
                 "packets": [sum(line.counts[0] for line in lines), sum(line.counts[2] for line in lines)],
                 "bytes": [sum(line.counts[1] for line in lines), sum(line.counts[3] for line in lines)]}
                for (kind, mac, direction), lines in sorted(groups.items())]
