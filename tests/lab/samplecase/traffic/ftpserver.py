"""A small FTP server: USER, PASS, PASV, EPSV, RETR, STOR, QUIT."""

import itertools
import socket
import socketserver

from .. import scenario

FILES = {
    "manifest.csv": "".join(f"{n};pallet {400 + n};bay {n % 7}\r\n" for n in range(24)),
    "rates.txt": "pallet 41.20\r\nparcel 4.95\r\n",
    "customers.csv": "".join(f"{n};customer {n:04d};zone {n % 5}\r\n" for n in range(90)),
}
data_ports = itertools.count(scenario.PASSIVE_PORTS[0])


class FtpHandler(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 Quillmere file exchange")
        user, self.inside, self.listener = "", False, None
        while raw := self.rfile.readline(500):
            verb, _, rest = raw.decode("ascii", "replace").strip().partition(" ")
            verb = verb.upper()
            if verb == "USER":
                user = rest
                self.say("331 Password required")
            elif verb == "PASS":
                self.inside = scenario.lets_in("ftp", user, rest)
                self.say("230 Logged in" if self.inside else "530 Login incorrect")
            elif verb == "QUIT":
                return self.say("221 Goodbye")
            elif not self.inside:
                self.say("530 Please log in")
            elif verb in ("PASV", "EPSV"):
                self.open_data(verb)
            elif verb in ("RETR", "STOR"):
                self.transfer(verb, rest)
            else:
                self.say("200 Ok" if verb in ("TYPE", "NOOP") else "502 Not implemented")

    def open_data(self, verb):
        own = self.request.getsockname()[0].removeprefix("::ffff:")
        port = next(data_ports)
        family = socket.AF_INET6 if ":" in own else socket.AF_INET
        self.listener = socket.create_server((own, port), family=family)
        self.listener.settimeout(5)
        if verb == "EPSV":
            self.say(f"229 Entering Extended Passive Mode (|||{port}|)")
        else:
            self.say(f"227 Entering Passive Mode ({own.replace('.', ',')},{port // 256},{port % 256})")

    def transfer(self, verb, name):
        with self.listener, self.listener.accept()[0] as data:
            self.say("150 Opening data connection")
            if verb == "RETR":
                data.sendall(FILES.get(name, "").encode())
            else:
                while data.recv(65536):
                    pass
        self.say("226 Transfer complete")
