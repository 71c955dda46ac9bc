"""Which event went into which export, and the files as an analyst would have collected them.

* REST: all of Microsoft.Network in the week before, everything of the day before (packed), and of the day itself the
  parts that somebody asked for.
* Storage: the whole day, but for the hour in which the diagnostic setting was gone.
* Event Hub: stretches of the day, in batches. Its setting leaves Network Watcher's operation names as they are.
"""

import gzip
import json
from collections import defaultdict
from datetime import timedelta

from .. import scenario
from .background import background
from .events import EventMaker
from .forms import diagnostic, rest
from .story import EXPORT_LOST, daily_diagnosis, intruder

REST_STRETCHES = [("08:40:00", "09:02:00"), ("14:00:00", "15:06:00"), ("16:20:00", "16:35:00")]
HUB_STRETCHES = [("10:57:00", "11:05:00"), ("13:56:00", "15:06:00"), ("16:15:00", "16:45:00")]
HUB_BATCH = 25


def all_events():
    maker = EventMaker()
    events = [*intruder(maker), *daily_diagnosis(maker), *background(maker)]
    return sorted(events, key=lambda event: (event.time, event.ticks))


def within(event, stretches):
    return any(scenario.at(begin) <= event.time < scenario.at(end) for begin, end in stretches)


def in_rest_week(event):
    return event.time < scenario.DAY and event.operation.startswith("Microsoft.Network/")


def in_rest_day_before(event):
    return scenario.DAY - timedelta(days=1) <= event.time < scenario.DAY


def in_rest_day(event):
    return within(event, REST_STRETCHES)


REST_FILES = {
    "activity-log-rest/microsoft.network-2026-03-11--2026-03-17.json": in_rest_week,
    "activity-log-rest/all-2026-03-17.json.gz": in_rest_day_before,
    "activity-log-rest/all-2026-03-18-three-parts.json": in_rest_day,
}


def in_storage(event):
    return event.time >= scenario.DAY and not EXPORT_LOST[0] <= event.time < EXPORT_LOST[1]


def in_hub(event):
    return within(event, HUB_STRETCHES)


def storage_path(hour):
    return (f"insights-activity-logs/resourceId=/SUBSCRIPTIONS/{scenario.SUBSCRIPTION.upper()}/"
            f"y={hour:%Y}/m={hour:%m}/d={hour:%d}/h={hour:%H}/m=00/PT1H.json")


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text.encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def write_activity_logs(evidence):
    events = all_events()
    for name, wanted in REST_FILES.items():
        asked = [rest(event) for event in reversed(events) if wanted(event)]           # newest first
        put(evidence / name, '{"value":[\n' + ",\n".join(map(compact, asked)) + "\n]}\n")
    hours = defaultdict(list)
    for event in filter(in_storage, events):
        hours[event.time.replace(minute=0, second=0, microsecond=0)].append(compact(diagnostic(event)))
    for hour, lines in hours.items():
        put(evidence / storage_path(hour), "\n".join(lines) + "\n")
    hub = [diagnostic(event, upper="networkWatchers" not in event.operation) for event in events if in_hub(event)]
    for number in range(0, len(hub), HUB_BATCH):
        batch = hub[number:number + HUB_BATCH]
        name = f"event-hub/insights-activity-logs-{number // HUB_BATCH:04d}.json"
        put(evidence / name, compact({"records": batch}))
