"""Who does what, when, in each phase: a list of acts, the same in every run."""

import random
from dataclasses import dataclass, field

from .. import scenario

ORDERS, ORDERS6 = scenario.TARGET.address, scenario.TARGET.address6
DC, FILES = scenario.HOSTS["dc"].address, scenario.HOSTS["files"].address
AGENTS = ("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0", "Mozilla/5.0 (Windows NT 10.0) Firefox/127.0", "curl/8.5.0")
SHOP = ("/", "/track", "/prices", "/help", "/missing")
SCANNED = (22, 23, 445, 1433, 3306, 3389, 5432, 5900, 6379, 8080, 8443, 9200)


@dataclass
class Act:
    second: float
    machine: str
    verb: str                                          # a method of Client
    words: dict = field(default_factory=dict)


class Plan:
    def __init__(self, phase):
        self.phase = phase
        self.acts = []
        self.dice = random.Random(scenario.SEED * 100 + phase.index)

    def do(self, machine, verb, second=None, **words):
        when = self.dice.uniform(0.2, self.phase.seconds - 4) if second is None else second
        self.acts.append(Act(when, machine, verb, words))

    # --- strands of everyday traffic ---

    def visitors(self, count, secure):
        for number in range(count + secure):
            source = self.dice.choice(scenario.CUSTOMERS)
            paths = self.dice.sample(SHOP, self.dice.choice((1, 1, 2)))
            words = {"peer": ORDERS, "paths": paths, "source": source, "agent": self.dice.choice(AGENTS)}
            if number >= count:
                version = self.dice.choice(("1.2", "1.3"))
                words |= {"port": 443, "sni": "orders.quillmere.example", "tls": version}
            self.do("wan", "web", **words)

    def visitors6(self, count):
        for _ in range(count):
            source = self.dice.choice(scenario.CUSTOMERS6)
            self.do("wan", "web", peer=ORDERS6, paths=[self.dice.choice(SHOP)], source=source)
        self.do("jump", "web", peer=ORDERS6, paths=["/help"])
        self.do("jump", "shell", peer=ORDERS6, seconds=self.phase.seconds / 3, second=2.0)

    def names(self, count):
        known = sorted(scenario.ZONE)
        for _ in range(count):
            name = self.dice.choice(known + ["wpad.corp.quillmere.example", "printer7.corp.quillmere.example"])
            self.do("orders", "lookup", peer=DC, name=name, kind=self.dice.choice(("A", "A", "AAAA")))
        for machine in ("jump", "batch"):
            self.do(machine, "lookup", peer=DC, name=self.dice.choice(known))

    def services(self):
        """What the target itself asks of its neighbours and of the platform."""
        self.do("orders", "bind", peer=DC, account="bind")
        self.do("orders", "bind", peer=DC, account="bind")
        self.do("orders", "clock", peer=DC)
        self.do("orders", "web", peer=scenario.METADATA, paths=["/metadata/instance?api-version=2021-02-01"],
                agent="agent/2.11")
        self.do("orders", "web", peer=scenario.WIRE_SERVER, port=80, paths=["/?comp=versions"], agent="agent/2.11")
        self.do("orders", "web", peer=scenario.UPDATES, port=443, paths=["/"], sni="updates.packages.example")
        self.do("orders", "syslog", peer=FILES)

    def staff(self):
        self.do("batch", "web", peer=ORDERS, paths=["/api/stock?item=4410", "/api/stock?item=4411"], account="stock",
                agent="stock-batch/1.9")
        self.do("jump", "ping", peer=ORDERS)
        self.do("batch", "ftp", peer=FILES, account="svc-files", take=["rates.txt"])       # the target never sees it
        self.do("jump", "bind", peer=DC, account="bind")

    def failures(self):
        self.do("jump", "probe", peer=ORDERS, port=self.dice.choice((3389, 8080, 5985)))   # refused
        self.do("orders", "probe", peer=FILES, port=445)                                   # refused
        self.do("orders", "probe", peer="198.51.100.10", port=25)                          # denied on its way out

    def silence(self):
        self.do("orders", "probe", peer=scenario.SILENT, port=1433, timeout=3.6, second=self.phase.seconds * 0.4)

    def scans(self, count):
        for _ in range(count):
            port, source = self.dice.choice(SCANNED), self.dice.choice(scenario.SCANNERS)
            self.do("wan", "probe", peer=ORDERS, port=port, source=source)
        port = self.dice.choice((161, 1900, 5060))
        self.do("wan", "knock", peer=ORDERS, port=port, source=scenario.SCANNERS[0])

    def everyday(self, visitors=14, secure=4, names=10, scans=4):
        self.visitors(visitors, secure)
        self.names(names)
        self.services()
        self.staff()
        self.failures()
        self.scans(scans)

    # --- turns of the story ---

    def across_a_cut(self):
        """Conversations that are open when a recording begins or ends."""
        whole = self.phase.seconds - 5
        self.do("jump", "shell", peer=ORDERS, seconds=whole, second=0.5)
        self.do("wan", "web", peer=ORDERS, paths=[f"/export?seconds={whole}"], source=scenario.OFFICE, second=1.0)
        self.do("orders", "clock", peer=scenario.TIME_SERVER, repeat=4, pause=7.0, second=2.0)

    def before(self):
        self.everyday(visitors=8, names=6)

    def first_start(self):
        self.everyday(visitors=12, names=6)
        self.across_a_cut()

    def morning(self):
        self.everyday()
        self.do("wan", "ftp", second=2, peer=ORDERS, account="partner-typo", source=scenario.PARTNER)
        self.do("wan", "ftp", second=6, peer=ORDERS, account="partner", take=["manifest.csv"],
                source=scenario.PARTNER)
        self.do("jump", "web", second=8, peer=ORDERS, paths=["/admin"], account="admin-typo", agent=AGENTS[1])
        self.do("jump", "web", second=11, peer=ORDERS, paths=["/admin", "/admin/release"], account="admin",
                agent=AGENTS[1])
        self.do("orders", "ftp", second=14, peer=FILES, account="svc-files", take=["rates.txt"])

    def hour_turn(self):
        self.everyday(visitors=24, names=12, scans=8)
        self.silence()
        self.do("jump", "shell", second=3, peer=ORDERS, seconds=140)
        self.do("jump", "shell", second=5, peer=ORDERS, seconds=130, leave=True)
        self.do("wan", "web", second=8, peer=ORDERS, paths=["/export?seconds=132"], source=scenario.OFFICE)
        self.do("orders", "clock", second=10, peer=scenario.TIME_SERVER, repeat=7, pause=17.0)

    def stock_run(self):
        self.everyday(visitors=6, names=4)
        for item in range(300):
            self.do("batch", "web", second=0.5 + item * 0.12, peer=ORDERS, paths=[f"/track?item={5000 + item}"],
                    agent="stock-batch/1.9", pause=0)

    def noon(self):
        self.everyday()
        self.silence()
        self.do("orders", "mail", second=4, peer=FILES, account="svc-mail-typo")
        self.do("orders", "mail", second=9, peer=FILES, account="svc-mail")
        self.do("orders", "bind", second=12, peer=DC, account="bind-wrong")

    def dual_stack(self):
        self.everyday(visitors=8)
        self.visitors6(8)

    def after_lunch(self):
        self.everyday()
        self.do("wan", "ftp", second=5, peer=ORDERS, account="partner", give=40, source=scenario.PARTNER)
        self.do("orders", "mail", second=8, peer=FILES, account="svc-mail", method="PLAIN")
        self.do("jump", "web", second=10, peer=ORDERS, paths=["/admin"], account="admin", agent=AGENTS[1])

    def first_limit(self):
        self.everyday(visitors=10, names=6)
        self.across_a_cut()

    def gap(self):
        self.everyday()
        self.do("wan", "ftp", second=6, peer=ORDERS, account="partner", take=["manifest.csv", "customers.csv"],
                source=scenario.ATTACKER)
        self.do("wan", "web", second=12, peer=ORDERS, paths=["/admin", "/admin/release", "/admin/users"],
                account="admin", source=scenario.ATTACKER, agent=AGENTS[2])

    def carried_off(self):
        self.visitors(20, 4)
        self.names(12)
        self.services()
        self.scans(10)
        self.do("orders", "lookup", second=6, peer=DC, name="drop.sendbox.example")
        self.do("orders", "upload", second=8, peer=scenario.DROP_SITE, sni="drop.sendbox.example", size=38_000_000,
                seconds=290)

    def second_start(self):
        self.everyday(visitors=12, names=6)
        self.across_a_cut()

    def afternoon(self):
        self.everyday()
        self.silence()
        self.do("orders", "ftp", second=5, peer=FILES, account="svc-files", take=["customers.csv"], give=30)
        self.do("orders", "mail", second=9, peer=FILES, account="svc-mail")
        self.do("wan", "web", second=13, peer=ORDERS, paths=["/admin/users"], account="admin",
                source=scenario.ATTACKER, agent=AGENTS[2])

    def second_hour_turn(self):
        self.everyday()
        self.visitors6(4)
        self.do("jump", "shell", second=2, peer=ORDERS, seconds=34)
        self.do("wan", "web", second=3, peer=ORDERS, paths=["/export?seconds=34"], source=scenario.OFFICE)

    def second_stop(self):
        self.everyday(visitors=10, names=6)
        self.across_a_cut()

    def after(self):
        self.everyday(visitors=8, names=6)


def plan_of(phase):
    plan = Plan(phase)
    getattr(plan, phase.name.replace("-", "_"))()
    return sorted(plan.acts, key=lambda act: act.second)
