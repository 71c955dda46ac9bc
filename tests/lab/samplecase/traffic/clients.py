"""What a client can do. Each act opens connections from ports of its own, so that no five-tuple is ever used twice.

An act that shows a password writes it down in the journal, together with the server's answer and the connection's ends.
"""

import base64
import contextlib
import json
import random
import socket
import ssl
import struct
import threading
import time

from .. import scenario
from . import wire


class Client:
    def __init__(self, machine, phase, journal):
        self.machine, self.phase, self.journal = machine, phase, journal
        self.ports = iter(range(49152 + 1000 * phase, 50152 + 1000 * phase))
        self.lock = threading.Lock()
        self.kept = []                                 # connections that nobody closes
        self.begin = time.monotonic()

    # --- connections ---

    def next_port(self):
        with self.lock:
            return next(self.ports)

    def own_address(self, peer):
        host = scenario.HOSTS.get(self.machine)
        return (host.address6 if ":" in peer else host.address) if host else ""

    def open(self, peer, port, source="", kind=socket.SOCK_STREAM, timeout=8.0):
        handle = socket.socket(socket.AF_INET6 if ":" in peer else socket.AF_INET, kind)
        handle.settimeout(timeout)
        handle.bind((source or self.own_address(peer), self.next_port()))
        handle.connect((peer, port))
        return handle

    def note(self, handle, protocol, account, accepted):
        client, server = handle.getsockname(), handle.getpeername()
        account = scenario.ACCOUNTS[account]
        entry = {"phase": self.phase, "protocol": protocol, "user": account.user, "secret": account.secret,
                 "accepted": accepted, "client": list(client[:2]), "server": list(server[:2])}
        with self.lock:
            self.journal.write(json.dumps(entry) + "\n")
            self.journal.flush()

    # --- acts ---

    def web(self, peer, paths, source="", port=80, account=None, agent="Mozilla/5.0", pause=0.05, sni="", tls=""):
        handle = self.open(peer, port, source)
        plain = handle
        host = peer if peer in scenario.PLATFORM else "orders.quillmere.example"
        if sni:
            handle = self.secure(handle, sni, tls)
        with handle, handle.makefile("rb") as replies:
            for path in paths:
                lines = [f"GET {path} HTTP/1.1", f"Host: {sni or host}", f"User-Agent: {agent}"]
                if account:
                    who = scenario.ACCOUNTS[account]
                    token = base64.b64encode(f"{who.user}:{who.secret}".encode()).decode()
                    lines.append(f"Authorization: Basic {token}")
                handle.sendall("\r\n".join([*lines, "", ""]).encode())
                code = self.read_reply(replies)
                if account and not sni:
                    self.note(plain, "http", account, code != 401)
                time.sleep(pause)

    @staticmethod
    def secure(handle, sni, version):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE            # the certificate is the laboratory's own
        if version == "1.2":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        return context.wrap_socket(handle, server_hostname=sni)

    @staticmethod
    def read_reply(replies):
        code = int(replies.readline().split()[1])
        length, chunked = 0, False
        while (line := replies.readline().strip()):
            name, _, value = line.lower().partition(b": ")
            length = int(value) if name == b"content-length" else length
            chunked |= name == b"transfer-encoding"
        if not chunked:
            replies.read(length)
        while chunked and (size := int(replies.readline(), 16)) + 1:
            replies.read(size + 2)
            if not size:
                break
        return code

    def ftp(self, peer, account, take=(), give=0, source="", passive="PASV", pause=0.1):
        who = scenario.ACCOUNTS[account]
        with self.open(peer, 21, source) as handle, handle.makefile("rb") as replies:
            def ask(line):
                handle.sendall(line.encode() + b"\r\n")
                return replies.readline().decode()

            replies.readline()
            ask(f"USER {who.user}")
            time.sleep(pause)
            accepted = ask(f"PASS {who.secret}").startswith("230")
            self.note(handle, "ftp", account, accepted)
            jobs = [("RETR", name) for name in take] + ([("STOR", "orders.edi")] if give else [])
            for verb, name in jobs if accepted else []:
                port = self.passive_port(ask(passive))
                with self.open(peer, port, source) as data:
                    ask(f"{verb} {name}")
                    if verb == "STOR":
                        data.sendall(b"UNA:+.? 'UNB+UNOC:3+QUILLMERE'\r\n" * give)
                    while verb == "RETR" and data.recv(65536):
                        pass
                replies.readline()
            time.sleep(pause)
            ask("QUIT")

    @staticmethod
    def passive_port(line):
        inner = line[line.index("(") + 1:line.index(")")]
        if inner.startswith("|||"):
            return int(inner.strip("|"))
        high, low = inner.split(",")[4:]
        return int(high) * 256 + int(low)

    def mail(self, peer, account, method="LOGIN"):
        who = scenario.ACCOUNTS[account]
        with self.open(peer, 25) as handle, handle.makefile("rb") as replies:
            def ask(line):
                if line:
                    handle.sendall(line + b"\r\n")
                while (reply := replies.readline())[3:4] == b"-":
                    pass
                return reply

            ask(b"")
            ask(b"EHLO orders.quillmere.example")
            if method == "LOGIN":
                ask(b"AUTH LOGIN")
                ask(base64.b64encode(who.user.encode()))
                reply = ask(base64.b64encode(who.secret.encode()))
            else:
                reply = ask(b"AUTH PLAIN " + base64.b64encode(f"\0{who.user}\0{who.secret}".encode()))
            accepted = reply.startswith(b"235")
            self.note(handle, "smtp", account, accepted)
            if accepted:
                ask(b"MAIL FROM:<orders@quillmere.example>")
                ask(b"RCPT TO:<depot@quillmere.example>")
                ask(b"DATA")
                ask(b"Subject: Released consignments\r\n\r\nThree consignments were released.\r\n.")
            ask(b"QUIT")

    def bind(self, peer, account):
        who = scenario.ACCOUNTS[account]
        with self.open(peer, 389) as handle:
            handle.sendall(wire.ldap_bind(1, who.user, who.secret))
            accepted = handle.recv(200)[9:10] == b"\0"
            self.note(handle, "ldap", account, accepted)
            time.sleep(0.1)
            handle.sendall(wire.ldap_unbind(2))

    def shell(self, peer, seconds, source="", leave=False):
        """Banners, offers, and a keep-alive now and then; with `leave`, nobody ever says goodbye."""
        handle = self.open(peer, 22, source)
        handle.recv(200)
        handle.sendall(wire.SSH_CLIENT)
        handle.recv(2000)
        handle.sendall(wire.ssh_offer())
        handle.recv(2000)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(min(random.uniform(1.0, 4.0), max(0.0, end - time.monotonic())))
            handle.sendall(wire.ssh_ignore(random.randrange(32, 90)))
            handle.recv(2000)
        if leave:
            self.kept.append(handle)
        else:
            handle.close()

    def upload(self, peer, sni, size, seconds):
        """One long PUT inside TLS, evenly paced."""
        with self.secure(self.open(peer, 443, timeout=60), sni, "1.3") as handle:
            head = f"PUT /in/{self.phase:02d}.bin HTTP/1.1\r\nHost: {sni}\r\nContent-Length: {size}\r\n\r\n"
            handle.sendall(head.encode())
            block, begin, sent = bytes(16000), time.monotonic(), 0
            while sent < size:
                part = block[:size - sent]
                handle.sendall(part)
                sent += len(part)
                time.sleep(max(0.0, begin + seconds * sent / size - time.monotonic()))
            handle.recv(1000)

    def lookup(self, peer, name, kind="A"):
        with self.open(peer, 53, kind=socket.SOCK_DGRAM) as handle:
            handle.send(wire.dns_query(random.randrange(1, 65536), name, kind))
            handle.recv(1500)

    def clock(self, peer, repeat=1, pause=4.0):
        with self.open(peer, 123, kind=socket.SOCK_DGRAM) as handle:
            for turn in range(repeat):
                time.sleep(pause if turn else 0)
                seconds = scenario.PHASES[self.phase].begin.timestamp() + time.monotonic() - self.begin
                handle.send(wire.ntp_request(seconds))
                handle.recv(200)

    def syslog(self, peer, lines=2):
        """Nobody listens there: the other side answers with ICMP, which the next send is told as an error."""
        with self.open(peer, 514, kind=socket.SOCK_DGRAM) as handle, contextlib.suppress(ConnectionRefusedError):
            for line in range(lines):
                handle.send(f"<134>orders: consignment {random.randrange(70000, 80000)} released {line}".encode())
                time.sleep(0.2)

    def probe(self, peer, port, source="", timeout=0.6):
        """A connection attempt that may be refused, dropped, or simply never answered."""
        try:
            self.open(peer, port, source, timeout=timeout).close()
        except OSError:
            pass

    def knock(self, peer, port, source=""):
        """One UDP datagram, no answer expected."""
        with self.open(peer, port, source, socket.SOCK_DGRAM) as handle:
            handle.send(bytes(8))

    def ping(self, peer, count=2):
        with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as handle:
            handle.settimeout(1)
            for sequence in range(1, count + 1):
                body = struct.pack(">BBHHH", 8, 0, 0, self.phase + 1, sequence) + bytes(range(32))
                total = sum(struct.unpack(f">{len(body) // 2}H", body))
                total = (total & 0xFFFF) + (total >> 16)
                body = body[:2] + struct.pack(">H", ~(total + (total >> 16)) & 0xFFFF) + body[4:]
                handle.sendto(body, (peer, 0))
                handle.recv(200)
                time.sleep(0.3)
