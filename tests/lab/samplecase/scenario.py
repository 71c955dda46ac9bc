"""The facts of the sample case. Every name, address and identifier here is invented.

Public addresses come from the documentation ranges, times are UTC on one Wednesday. All other modules read the story
from here and none of them writes a name of its own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

SEED = 20260318
DAY = datetime(2026, 3, 18, tzinfo=timezone.utc)


def at(clock, day=DAY):
    """'08:58:20.118' on the scenario's day (or another one)."""
    hours, minutes, seconds = clock.split(":")
    return day + timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))


def epoch_us(moment):
    return round(moment.timestamp() * 1_000_000)


def iso(moment, ticks=0):
    """ISO 8601 with seven decimals, as Azure writes it; `ticks` is the seventh."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond:06d}{ticks}Z"


# --- the subscription ---------------------------------------------------------------------------------------------

TENANT = "9b7d2c14-60e8-4f5a-8d33-1c0e52f7a946"
SUBSCRIPTION = "5e1fb0c7-3a94-4d0b-9c26-7f1d8a60b352"
REGION = "northeurope"
DOMAIN = "quillmere.example"

RG_ORDERS = "rg-orders-prod"
RG_CORE = "rg-core-prod"
RG_PLATFORM = "rg-platform-prod"
RG_WATCHER = "NetworkWatcherRG"
RG_SCRATCH = "rg-tmp-0318"

USUAL_STORAGE = "stquillmerediag01"
FOREIGN_STORAGE = "sttmp0318cap"
NSG = "nsg-orders"
VNET = "vnet-quillmere-prod"
WATCHER = "NetworkWatcher_northeurope"
VNET_FLOW_LOG = "fl-vnet-quillmere"


def resource(group, provider_path):
    return f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{group}/providers/{provider_path}"


def vm_id(name, group):
    return resource(group, f"Microsoft.Compute/virtualMachines/{name}")


def storage_id(name, group):
    return resource(group, f"Microsoft.Storage/storageAccounts/{name}")


def capture_id(name):
    return resource(RG_WATCHER, f"Microsoft.Network/networkWatchers/{WATCHER}/packetCaptures/{name}")


# --- machines -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Host:
    key: str
    vm: str
    group: str
    address: str
    mac: str
    address6: str = ""

    @property
    def plain_mac(self):
        return self.mac.replace(":", "").upper()


ROUTER_MAC = "12:34:56:78:9a:bc"
GATEWAY6 = "fe80::1234:5678:9abc"

HOSTS = {
    host.key: host
    for host in (
        Host("orders", "vm-orders-01", RG_ORDERS, "10.40.1.10", "00:0d:3a:4b:10:0a", "2001:db8:40:1::10"),
        Host("dc", "vm-dc-01", RG_CORE, "10.40.2.4", "00:0d:3a:4b:20:04"),
        Host("files", "vm-files-01", RG_CORE, "10.40.2.5", "00:0d:3a:4b:20:05"),
        Host("jump", "vm-jump-01", RG_CORE, "10.40.3.4", "00:0d:3a:4b:30:04", "2001:db8:40:3::4"),
        Host("batch", "vm-batch-01", RG_ORDERS, "10.40.3.10", "00:0d:3a:4b:30:0a"),
    )
}
TARGET = HOSTS["orders"]
EDGE_VM = ("vm-edge-01", RG_CORE)      # only the activity log knows it
SILENT = "10.40.2.99"                  # an address that nobody answers for

ATTACKER = "198.51.100.23"
DROP_SITE = "198.51.100.77"
UPDATES = "198.51.100.10"
TIME_SERVER = "198.51.100.123"
PARTNER = "203.0.113.77"
OFFICE = "203.0.113.40"
METADATA = "169.254.169.254"
WIRE_SERVER = "168.63.129.16"
PLATFORM = {METADATA, WIRE_SERVER}

CUSTOMERS = [f"203.0.113.{n}" for n in range(101, 149)]
CUSTOMERS6 = [f"2001:db8:f00:{n}::{n + 16:x}" for n in range(1, 7)]
SCANNERS = ["192.0.2.14", "192.0.2.15", "192.0.2.200", "198.51.100.201", "198.51.100.202", "198.51.100.240"]
WAN_MAC = "00:0d:3a:00:00:fe"
WAN_ADDRESSES = [ATTACKER, DROP_SITE, UPDATES, TIME_SERVER, PARTNER, OFFICE, METADATA, WIRE_SERVER,
                 *CUSTOMERS, *SCANNERS]

# Inbound from the internet, everything else is dropped at the router (what an NSG's default rule does).
OPEN_PORTS = {21, 80, 443}
PASSIVE_PORTS = (30000, 30999)

ZONE = {
    "orders.quillmere.example": ("10.40.1.10", "2001:db8:40:1::10"),
    "dc01.corp.quillmere.example": ("10.40.2.4", ""),
    "files.corp.quillmere.example": ("10.40.2.5", ""),
    "mail.corp.quillmere.example": ("10.40.2.5", ""),
    "jump.corp.quillmere.example": ("10.40.3.4", "2001:db8:40:3::4"),
    "updates.packages.example": (UPDATES, ""),
    "time.quillmere.example": (TIME_SERVER, ""),
    "drop.sendbox.example": (DROP_SITE, ""),
}

# --- secrets ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Account:
    user: str
    secret: str


SHARED_SECRET = "Quarry-Lantern-58"    # one password, two services
ACCOUNTS = {
    "admin": Account("ops-admin", "Harvest.Lamp-41"),
    "admin-typo": Account("ops-admin", "Harvest.Lamp-14"),
    "stock": Account("stock-batch", "b4tch-Copper-Kettle"),
    "partner": Account("edi-partner", "Tern&Anchor77"),
    "partner-typo": Account("edi-partner", "Tern&Anchor7"),
    "svc-files": Account("svc-orders", SHARED_SECRET),
    "svc-mail": Account("svc-orders@quillmere.example", SHARED_SECRET),
    "svc-mail-typo": Account("svc-orders@quillmere.example", "Quarry-Lantern-57"),
    "bind": Account("cn=svc-bind,ou=service,dc=quillmere,dc=example", "Pebble!Drum_902"),
    "bind-wrong": Account("cn=backup-admin,ou=service,dc=quillmere,dc=example", "Winter2025"),
}
ACCEPTED = {                           # service → accounts it lets in
    "http": {"admin", "stock"},
    "ftp": {"partner", "svc-files"},
    "smtp": {"svc-mail"},
    "ldap": {"bind"},
}


def lets_in(service, user, secret):
    return any(ACCOUNTS[key] == Account(user, secret) for key in ACCEPTED[service])


# --- the clock ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Phase:
    index: int
    name: str
    start: str                         # on the scenario's clock
    seconds: int                       # how long its clients stay busy, in real time
    lane: int                          # phases of different lanes are recorded side by side

    @property
    def begin(self):
        return at(self.start)


PHASES = [
    Phase(0, "before", "08:30:20", 24, 0),
    Phase(1, "first-start", "08:58:20", 40, 0),
    Phase(2, "morning", "09:14:05", 28, 0),
    Phase(3, "hour-turn", "10:58:30", 150, 1),
    Phase(4, "stock-run", "11:15:12", 42, 0),
    Phase(5, "noon", "11:47:20", 28, 0),
    Phase(6, "dual-stack", "12:20:45", 28, 0),
    Phase(7, "after-lunch", "13:05:10", 28, 0),
    Phase(8, "first-limit", "13:58:20", 40, 1),
    Phase(9, "gap", "14:08:30", 28, 1),
    Phase(10, "carried-off", "14:18:15", 320, 2),
    Phase(11, "second-start", "14:52:30", 40, 1),
    Phase(12, "afternoon", "15:20:05", 28, 0),
    Phase(13, "second-hour-turn", "15:59:40", 45, 0),
    Phase(14, "second-stop", "16:20:45", 40, 1),
    Phase(15, "after", "16:41:10", 24, 0),
]


@dataclass(frozen=True)
class Session:
    """One packet capture of the true positive."""

    name: str
    requested: datetime                # the Start event
    first: datetime                    # recording began
    last: datetime                     # recording ended
    stop_reason: str
    format: str

    @property
    def file(self):
        return f"packetcapture_{self.first:%H_%M_%S}_{self.first.microsecond // 1000:03d}.cap"

    @property
    def path(self):
        target = vm_id(TARGET.vm, TARGET.group).lower().lstrip("/")
        return f"network-watcher-logs/{target}/{self.first:%Y/%m/%d}/{self.file}"


TIME_LIMIT = 18000
SESSIONS = [
    Session("cap-orders-0318", at("08:58:20.118"), at("08:58:38.512"), at("13:58:38.512"), "TimeExceeded", "pcap"),
    Session("cap-orders-0318b", at("14:52:33.406"), at("14:52:49.207"), at("16:21:06.031"), "Stopped", "pcapng"),
]

NSG_LOG_END = at("13:00:00")           # NSG flow log of nsg-orders switched off
VNET_LOG_BEGIN = at("10:59:20")        # VNet flow log switched on, in the middle of long flows
LOG_CLOSE = at("17:00:00")             # the exports were taken here
