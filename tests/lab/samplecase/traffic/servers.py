"""The servers of one machine: python3 -m samplecase.traffic.servers MACHINE CERTIFICATE KEY"""

import base64
import socket
import socketserver
import ssl
import sys
import threading

from .. import scenario
from . import wire
from .ftpserver import FtpHandler
from .webserver import MetadataHandler, WebHandler


class TcpServer(socketserver.ThreadingTCPServer):
    """Listens on IPv6 and IPv4 alike."""

    address_family = socket.AF_INET6
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        """A client that goes away in mid-sentence is part of the scenario."""


class TlsServer(TcpServer):
    def __init__(self, address, handler, certificate, key):
        super().__init__(address, handler)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.context.num_tickets = 0

    def finish_request(self, request, client_address):
        with self.context.wrap_socket(request, server_side=True) as secured:
            self.RequestHandlerClass(secured, client_address, self)


class UdpServer(socketserver.ThreadingUDPServer):
    daemon_threads = True


class DnsHandler(socketserver.BaseRequestHandler):
    def handle(self):
        query, reply_to = self.request
        reply_to.sendto(wire.dns_answer(query, scenario.ZONE), self.client_address)


class NtpHandler(socketserver.BaseRequestHandler):
    def handle(self):
        query, reply_to = self.request
        reply_to.sendto(wire.ntp_reply(query), self.client_address)


class LdapHandler(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(4096):
            bind = wire.ldap_read_bind(data)
            if not bind:
                return
            message, user, secret = bind
            good = scenario.lets_in("ldap", user, secret)
            self.request.sendall(wire.ldap_bind_result(message, 0 if good else 49))


class SshHandler(socketserver.BaseRequestHandler):
    """Offers its algorithms, then answers every message with one of similar size."""

    def handle(self):
        self.request.sendall(wire.SSH_SERVER)
        while data := self.request.recv(4096):
            self.request.sendall(wire.ssh_offer() if data.startswith(b"SSH-") else wire.ssh_ignore(len(data) // 2))


class SmtpHandler(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def listen(self):
        return self.rfile.readline(2000).decode("ascii", "replace").rstrip("\r\n")

    def handle(self):
        self.say("220 mail.corp.quillmere.example ESMTP")
        while line := self.listen():
            verb, _, rest = line.partition(" ")
            verb = verb.upper()
            if verb == "EHLO":
                self.wfile.write(b"250-mail.corp.quillmere.example\r\n250-SIZE 10485760\r\n250 AUTH PLAIN LOGIN\r\n")
            elif verb == "AUTH":
                method, _, initial = rest.partition(" ")
                if method == "LOGIN":
                    self.say("334 VXNlcm5hbWU6")
                    user = base64.b64decode(self.listen()).decode()
                    self.say("334 UGFzc3dvcmQ6")
                    secret = base64.b64decode(self.listen()).decode()
                else:
                    _, user, secret = base64.b64decode(initial).decode().split("\0")
                good = scenario.lets_in("smtp", user, secret)
                self.say("235 2.7.0 Authentication successful" if good else "535 5.7.8 Authentication failed")
            elif verb == "DATA":
                self.say("354 End data with <CR><LF>.<CR><LF>")
                while self.listen() != ".":
                    pass
                self.say("250 2.0.0 Queued")
            elif verb == "QUIT":
                return self.say("221 2.0.0 Bye")
            else:
                self.say("250 2.1.0 Ok")


def servers_of(machine, certificate, key):
    anywhere = "::"
    if machine == "orders":
        return [TcpServer((anywhere, 80), WebHandler), TlsServer((anywhere, 443), WebHandler, certificate, key),
                TcpServer((anywhere, 21), FtpHandler), TcpServer((anywhere, 22), SshHandler)]
    if machine == "dc":
        return [UdpServer(("0.0.0.0", 53), DnsHandler), UdpServer(("0.0.0.0", 123), NtpHandler),
                TcpServer((anywhere, 389), LdapHandler)]
    if machine == "files":
        return [TcpServer((anywhere, 21), FtpHandler), TcpServer((anywhere, 25), SmtpHandler)]
    if machine == "wan":
        return [TlsServer((anywhere, 443), WebHandler, certificate, key), TcpServer((anywhere, 80), MetadataHandler),
                UdpServer((scenario.TIME_SERVER, 123), NtpHandler), UdpServer((scenario.WIRE_SERVER, 53), DnsHandler)]
    return [TcpServer((anywhere, 22), SshHandler)]


if __name__ == "__main__":
    running = servers_of(*sys.argv[1:4])
    for server in running:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("listening", flush=True)
    sys.stdin.read()                                   # until the laboratory closes the pipe
