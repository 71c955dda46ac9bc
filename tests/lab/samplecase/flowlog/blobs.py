"""Records and blobs: one PT1H.json per MAC and UTC hour, one record a minute, long minutes cut into several."""

import json
import random
import uuid
from collections import defaultdict
from datetime import datetime, timedelta, timezone

from .. import scenario
from .flows import SECOND, flows_of, marks
from .lines import NSG_ID, nsg_line, rule_of, vnet_group, vnet_line

MINUTE = 60 * SECOND
RECORD_LIMIT = 32_200                                  # bytes of JSON, after which the writer begins another record


def stable_id(name):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://{scenario.DOMAIN}/{name}"))


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def utc(time_us):
    return datetime.fromtimestamp(0, timezone.utc) + timedelta(microseconds=time_us)


class BlobWriter:
    """What NSG and VNet logs have in common. Subclasses say how a record looks and where a blob lies."""

    def __init__(self, host):
        self.host = host
        self.dice = random.Random(f"{scenario.SEED}{type(self).__name__}{host.mac}")
        self.beat = round(self.dice.uniform(1, 8) * SECOND)         # the second of each minute at which it writes

    def write(self, entries, evidence):
        """`entries` are (time_us, group, line)."""
        minutes = defaultdict(list)
        for time_us, group, line in entries:
            minutes[self.record_time(time_us)].append((time_us, group, line))
        blobs = defaultdict(list)
        for time_us in sorted(minutes):
            blobs[utc(time_us).replace(minute=0, second=0, microsecond=0)] += self.records(time_us, minutes[time_us])
        for hour, records in blobs.items():
            path = evidence / self.path(hour)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text('{"records":[' + ",".join(records) + "]}", encoding="utf-8")

    def record_time(self, time_us):
        """The writing that follows by at least two seconds."""
        return -(-(time_us + 2 * SECOND - self.beat) // MINUTE) * MINUTE + self.beat

    def records(self, time_us, entries):
        groups = defaultdict(list)
        for entry in sorted(entries, key=lambda entry: entry[0]):
            groups[entry[1]].append(entry[2])
        for lines in groups.values():
            self.unsettle(lines)
        stamp = scenario.iso(utc(time_us), self.dice.randrange(10))
        part, size = defaultdict(list), 700
        for group, lines in groups.items():
            for line in lines:
                if size + len(line) + 3 > RECORD_LIMIT:
                    yield compact(self.record(stamp, part))
                    part, size = defaultdict(list), 700
                size += len(line) + 3 + (0 if group in part else 200)
                part[group].append(line)
        yield compact(self.record(stamp, part))

    def unsettle(self, lines):
        """Tuples come nearly, but not quite, in order; those of one flow do."""
        for place in range(len(lines) - 1):
            here, there = lines[place].split(",")[1:5], lines[place + 1].split(",")[1:5]
            if here != there and self.dice.random() < 0.08:
                lines[place], lines[place + 1] = lines[place + 1], lines[place]

    def hour_path(self, hour):
        return f"y={hour:%Y}/m={hour:%m}/d={hour:%d}/h={hour:%H}/m=00/macAddress={self.host.plain_mac}/PT1H.json"


class NsgWriter(BlobWriter):
    container = "insights-logs-networksecuritygroupflowevent"

    def path(self, hour):
        return f"{self.container}/resourceId={NSG_ID.upper()}/{self.hour_path(hour)}"

    def record(self, stamp, groups):
        mac = self.host.plain_mac
        flows = [{"rule": rule, "flows": [{"mac": mac, "flowTuples": lines}]} for rule, lines in groups.items()]
        head = {"time": stamp, "systemId": stable_id("nsg-logger"), "macAddress": mac}
        if stamp[11:13] in ("09", "12"):                            # another build of the writer, another order of keys
            head = {"macAddress": mac, "time": stamp, "systemId": stable_id("nsg-logger-2")}
        return head | {"category": "NetworkSecurityGroupFlowEvent", "resourceId": NSG_ID.upper(),
                       "operationName": "NetworkSecurityGroupFlowEvents", "properties": {"Version": 2, "flows": flows}}


class VnetWriter(BlobWriter):
    container = "insights-logs-flowlogflowevent"

    def path(self, hour):
        name = f"{scenario.SUBSCRIPTION}_{scenario.RG_WATCHER}/{scenario.WATCHER}_{scenario.VNET_FLOW_LOG}".upper()
        return f"{self.container}/flowLogResourceID=/{name}/{self.hour_path(hour)}"

    def record(self, stamp, groups):
        acls = defaultdict(list)
        for (acl, rule), lines in groups.items():
            acls[acl].append({"rule": rule, "flowTuples": lines})
        log = f"Microsoft.Network/networkWatchers/{scenario.WATCHER}/flowLogs/{scenario.VNET_FLOW_LOG}"
        network = f"Microsoft.Network/virtualNetworks/{scenario.VNET}"
        ids = {"flowLogGUID": stable_id("vnet-flow-log"), "macAddress": self.host.plain_mac,
               "category": "FlowLogFlowEvent",
               "flowLogResourceID": scenario.resource(scenario.RG_WATCHER, log).upper(),
               "targetResourceID": scenario.resource(scenario.RG_CORE, network)}
        version = {"flowLogVersion": 4}
        middle = ids | version if int(stamp[11:13]) % 2 else version | ids
        flows = [{"aclID": acl, "flowGroups": rules} for acl, rules in acls.items()]
        return {"time": stamp} | middle | {"operationName": "FlowLogFlowEvent", "flowRecords": {"flows": flows}}


def write_flow_logs(raw, evidence):
    nsg_end, vnet_begin = scenario.epoch_us(scenario.NSG_LOG_END), scenario.epoch_us(scenario.VNET_LOG_BEGIN)
    close = scenario.epoch_us(scenario.LOG_CLOSE)
    for host in scenario.HOSTS.values():
        flows = list(flows_of(host, raw))
        vnet = [mark for flow in flows for mark in marks(flow, doubled=True, log_begin_us=vnet_begin)
                if mark.time_us < close]
        VnetWriter(host).write(((m.time_us, vnet_group(m.flow, host), vnet_line(m)) for m in vnet), evidence)
        if host == scenario.TARGET:
            nsg = [mark for flow in flows for mark in marks(flow, doubled=False) if mark.time_us < nsg_end]
            NsgWriter(host).write(((m.time_us, rule_of(m.flow), nsg_line(m)) for m in nsg), evidence)
