"""One laboratory: a router, five virtual machines and an internet host, each in a network namespace of its own.

Every machine hangs on its own link of the router and believes its subnet to be on that link; the router answers ARP
for the neighbours with its own MAC, as the host of a cloud does. Nothing leads out of the namespaces.
"""

import array
import fcntl
import socket
import struct
import subprocess
import sys
from pathlib import Path

from .. import scenario

SIOCETHTOOL = 0x8946
OFFLOADS_OFF = (0x15, 0x17, 0x19, 0x1F, 0x24, 0x2C)    # rx sum, tx sum, scatter-gather, TSO, GSO, GRO


BASE = Path(__file__).resolve().parents[2]             # the folder that holds the package


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=BASE)


def switch_offloads_off(device):
    """Without this the kernel records 64 KB super-segments with unfinished checksums."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        for command in OFFLOADS_OFF:
            value = array.array("B", struct.pack("II", command, 0))
            request = struct.pack("16sP", device.encode(), value.buffer_info()[0])
            try:
                fcntl.ioctl(handle, SIOCETHTOOL, request)
            except OSError:
                pass                                   # one that this kernel does not know


class Lab:
    def __init__(self, prefix):
        self.prefix = prefix
        self.members = ["router", "wan", *scenario.HOSTS]

    def name(self, member):
        return f"{self.prefix}-{member}"

    def ip(self, member, *words):
        run("ip", "-n", self.name(member), *words)

    def set(self, member, key, value):
        run("ip", "netns", "exec", self.name(member), "sysctl", "-qw", f"{key}={value}")

    def __enter__(self):
        self.remove()
        try:
            self.build()
        except BaseException:
            self.remove()
            raise
        return self

    def build(self):
        for member in self.members:
            run("ip", "netns", "add", self.name(member))
            self.ip(member, "link", "set", "lo", "up")
            self.set(member, "net.ipv6.conf.default.accept_dad", 0)
            self.set(member, "net.ipv6.conf.default.accept_ra", 0)
        self.set("router", "net.ipv4.ip_forward", 1)
        self.set("router", "net.ipv6.conf.all.forwarding", 1)
        self.set("router", "net.ipv4.conf.default.send_redirects", 0)
        self.set("router", "net.ipv4.conf.all.send_redirects", 0)
        for host in scenario.HOSTS.values():
            self.add_machine(host)
        self.add_internet()
        self.ip("router", "route", "add", "blackhole", f"{scenario.SILENT}/32")
        self.close_ports()

    def __exit__(self, *_):
        self.remove()

    def remove(self):
        present = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=True).stdout
        names = {line.split()[0] for line in present.splitlines() if line}
        for member in self.members:
            if self.name(member) in names:
                run("ip", "netns", "del", self.name(member))

    def link(self, member, mac):
        """A cable between the router (device named after the member) and the member's eth0."""
        self.ip("router", "link", "add", member, "type", "veth", "peer", "name", "eth0", "netns", self.name(member))
        self.ip("router", "link", "set", member, "address", scenario.ROUTER_MAC)
        self.ip(member, "link", "set", "eth0", "address", mac)
        for place, device in (("router", member), (member, "eth0")):
            self.ip(place, "link", "set", device, "up")
            run("ip", "netns", "exec", self.name(place), sys.executable, "-m", "samplecase.traffic.namespaces", device)
        self.ip("router", "addr", "add", f"{scenario.GATEWAY6}/64", "dev", member, "nodad")

    def add_machine(self, host):
        self.link(host.key, host.mac)
        gateway = host.address.rsplit(".", 1)[0] + ".1"
        self.ip("router", "addr", "add", f"{gateway}/32", "dev", host.key)
        self.ip("router", "route", "add", f"{host.address}/32", "dev", host.key)
        self.set("router", f"net.ipv4.conf.{host.key}.proxy_arp", 1)
        self.ip(host.key, "addr", "add", f"{host.address}/24", "dev", "eth0")
        self.ip(host.key, "route", "add", "default", "via", gateway)
        if host.address6:
            self.ip("router", "-6", "route", "add", f"{host.address6}/128", "dev", host.key)
            self.ip(host.key, "addr", "add", f"{host.address6}/128", "dev", "eth0", "nodad")
            self.ip(host.key, "-6", "route", "add", "default", "via", scenario.GATEWAY6, "dev", "eth0")

    def add_internet(self):
        self.link("wan", scenario.WAN_MAC)
        self.ip("router", "addr", "add", "192.0.2.1/32", "dev", "wan")
        for address in scenario.WAN_ADDRESSES:
            self.ip("wan", "addr", "add", f"{address}/32", "dev", "eth0")
            self.ip("router", "route", "add", f"{address}/32", "dev", "wan")
        self.ip("wan", "route", "add", "192.0.2.1/32", "dev", "eth0")
        self.ip("wan", "route", "add", "default", "via", "192.0.2.1")
        for address in scenario.CUSTOMERS6:
            self.ip("wan", "addr", "add", f"{address}/128", "dev", "eth0", "nodad")
            self.ip("router", "-6", "route", "add", f"{address}/128", "dev", "wan")
        self.ip("wan", "-6", "route", "add", "default", "via", scenario.GATEWAY6, "dev", "eth0")

    def close_ports(self):
        """The security group: inbound only to open ports and to replies; outbound no mail to the internet."""
        low, high = scenario.PASSIVE_PORTS
        closed, begin = [], 1
        for port in sorted(scenario.OPEN_PORTS):
            closed.append((begin, port - 1))
            begin = port + 1
        closed += [(begin, low - 1), (high + 1, 49151)]
        for first, last in closed:
            for transport in ("tcp", "udp"):
                self.ip("router", "rule", "add", "pref", "100", "iif", "wan", "ipproto", transport,
                        "dport", f"{first}-{last}", "blackhole")
        self.ip("router", "rule", "add", "pref", "101", "iif", "orders", "to", "198.51.100.0/24", "ipproto", "tcp",
                "dport", "25", "blackhole")


if __name__ == "__main__":
    switch_offloads_off(sys.argv[1])
