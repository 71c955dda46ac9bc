"""Writes truth.json: one value a line where there are many, so that a change can be read in a diff."""

import hashlib
import json

from .. import scenario
from . import activity
from .logfiles import FlowLogFiles
from .traffic import Traffic


def gather(raw, evidence):
    logs = FlowLogFiles(evidence)
    traffic = Traffic(raw, logs)
    conversations = traffic.conversations()
    kinds = sorted({entry["class"] for entry in conversations})
    return {
        "schema": 1,
        "day": f"{scenario.DAY:%Y-%m-%d}", "subscription": scenario.SUBSCRIPTION, "tenant": scenario.TENANT,
        "hosts": [{"vm": host.vm, "ip": host.address, "ip6": host.address6 or None, "mac": host.plain_mac}
                  for host in scenario.HOSTS.values()],
        "totals": {"conversations": len(conversations),
                   "by_class": {kind: sum(entry["class"] == kind for entry in conversations) for kind in kinds},
                   "denied": sum(entry["denied"] for entry in conversations)},
        "alerts": activity.alerts(),
        "failed_starts": activity.failed_starts(),
        "intruder_operations": activity.steps_around(),
        "sessions": activity.sessions(),
        "captures": traffic.captures(),
        "activity": activity.totals(evidence),
        "flow_logs": logs.files,
        "credentials": traffic.credentials(),
        "files": [{"file": str(path.relative_to(evidence)), "size": path.stat().st_size,
                   "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
                  for path in sorted(evidence.rglob("*")) if path.is_file()],
        "conversations": conversations,
    }


def render(value):
    """Top-level keys on lines of their own, and so the members of top-level lists."""
    parts = []
    for name, member in value.items():
        if isinstance(member, list) and member:
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in member)
            parts.append(f'"{name}": [\n  {rows}\n]')
        else:
            parts.append(f'"{name}": {json.dumps(member, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write_truth(raw, evidence, path):
    path.write_text(render(gather(raw, evidence)), encoding="utf-8")
