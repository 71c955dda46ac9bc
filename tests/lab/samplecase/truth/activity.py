"""Truth about the activity log: which captures were started, by whom, and in which files it can be read."""

import gzip
import json

from .. import scenario
from ..activity.exports import EXPORT_LOST, REST_FILES, all_events, in_hub, in_storage
from ..activity.people import AUTOMATION
from ..activity.story import CAPTURE_WRITE

LIMITS = "bytesToCapturePerPacket", "totalBytesPerSession", "timeLimitInSeconds"


def iso(event):
    return scenario.iso(event.time, event.ticks)


def forms_of(event):
    found = ["rest"] if any(wanted(event) for wanted in REST_FILES.values()) else []
    return found + ["storage"] * in_storage(event) + ["event hub"] * in_hub(event)


def chain_of(event, events):
    return {other.status: iso(other) for other in events if other.correlation == event.correlation}


def request_of(event, events):
    start = next(other for other in events if other.correlation == event.correlation and other.status == "Start")
    return json.loads(start.properties["requestbody"])["properties"]


def describe(event, events):
    request = request_of(event, events)
    mine = event.principal.address == scenario.ATTACKER
    return {
        "time": iso(event), "outcome": event.status, "operation": event.operation,
        "caller": event.principal.upn or event.principal.app_id, "caller_name": event.principal.name,
        "caller_ip": event.principal.address, "correlation_id": event.correlation, "event_data_id": event.event_id,
        "capture": event.resource.rsplit("/", 1)[1],
        "target": request["target"], "target_vm": request["target"].rsplit("/", 1)[1],
        "storage": request["storageLocation"]["storageId"].rsplit("/", 1)[1],
        "limits": {name: request[name] for name in LIMITS},
        "filters": request.get("filters", []), "chain": chain_of(event, events), "forms": forms_of(event),
        # Diagnostic records in storage have the upper-case name that a case-sensitive rule asks for; the others do not.
        "upper_case_success_exists": event.status == "Success" and in_storage(event),
        "verdict": "true positive" if mine else "benign automated",
    }


def capture_writes(outcome):
    events = all_events()
    return [describe(event, events) for event in events
            if event.operation == CAPTURE_WRITE and event.status == outcome]


def alerts():
    return capture_writes("Success")


def failed_starts():
    return capture_writes("Failure")


def sessions():
    by_name = {alert["capture"]: alert for alert in alerts()}
    stop = next(event for event in all_events() if event.operation.endswith("packetCaptures/stop/action"))
    return [{"capture": session.name, "correlation_id": by_name[session.name]["correlation_id"],
             "target_vm": scenario.TARGET.vm, "target_ip": scenario.TARGET.address,
             "target_mac": scenario.TARGET.plain_mac, "requested": scenario.iso(session.requested),
             "recording_from": scenario.iso(session.first), "recording_to": scenario.iso(session.last),
             "time_limit_seconds": scenario.TIME_LIMIT, "stop_reason": session.stop_reason,
             "stop_requested": iso(stop) if session.stop_reason == "Stopped" else None,
             "files": [session.path]} for session in scenario.SESSIONS]


def steps_around():
    """Other operations of the intruder, in order: what an analyst should find around the alerts."""
    return [{"time": iso(event), "operation": event.operation, "resource": event.resource, "outcome": event.status,
             "correlation_id": event.correlation, "forms": forms_of(event)}
            for event in all_events()
            if event.principal.address == scenario.ATTACKER and event.status in ("Success", "Failure")]


def count_file(path):
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if path.name == "PT1H.json":
        return "storage", len(content.splitlines())
    document = json.loads(content)
    return ("rest", len(document["value"])) if "value" in document else ("event hub", len(document["records"]))


def totals(evidence):
    files = []
    for folder in ("activity-log-rest", "insights-activity-logs", "event-hub"):
        for path in sorted((evidence / folder).rglob("*.json*")):
            form, events = count_file(path)
            files.append({"file": str(path.relative_to(evidence)), "form": form, "events": events})
    exported = [event for event in all_events() if forms_of(event)]
    return {"files": files, "events_in_files": sum(file["events"] for file in files),
            "unique_events": len({event.key for event in exported}),
            "events_in_two_or_more_forms": sum(len(forms_of(event)) > 1 for event in exported),
            "storage_export_lost": [scenario.iso(moment) for moment in EXPORT_LOST],
            "automation": AUTOMATION.name}
