"""HTTP, clear and inside TLS: a shop with a protected part, and the platform's metadata service."""

import base64
import http.server
import json
import time
from urllib.parse import parse_qs, urlsplit

from .. import scenario

PAGES = {
    "/": "<!doctype html><title>Quillmere orders</title><p>Track a consignment or place an order.</p>",
    "/track": "<!doctype html><title>Tracking</title><p>In transit, next stop: regional depot.</p>",
    "/prices": "<!doctype html><title>Tariff</title><table><tr><td>pallet<td>41.20<tr><td>parcel<td>4.95</table>",
    "/help": "<!doctype html><title>Help</title><p>Office hours 07:00 to 18:00 UTC.</p>",
}
PROTECTED = ("/admin", "/api/")


class WebHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "quillweb/2.4"

    def log_message(self, *_):
        pass

    def send_response(self, code, message=None):
        """Without a Date: the recorded bytes are not changed later, and they must not tell another day."""
        self.send_response_only(code, message)
        self.send_header("Server", self.server_version)

    def answer(self, code, body=b"", kind="text/html", **headers):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def welcome(self):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            return False
        user, _, secret = base64.b64decode(token).decode().partition(":")
        return scenario.lets_in("http", user, secret)

    def do_GET(self):
        path = urlsplit(self.path)
        if path.path.startswith(PROTECTED) and not self.welcome():
            realm = 'Basic realm="Quillmere back office"'
            return self.answer(401, b"Sign in first.\n", "text/plain", WWW_Authenticate=realm)
        if path.path == "/export":
            return self.trickle(float(parse_qs(path.query)["seconds"][0]))
        if path.path.startswith("/api/"):
            body = json.dumps({"item": path.query.removeprefix("item="), "stock": len(path.query) * 7}).encode()
            return self.answer(200, body, "application/json")
        if path.path.startswith("/admin"):
            return self.answer(200, b"<!doctype html><title>Back office</title><p>3 consignments wait for release.</p>")
        page = PAGES.get(path.path)
        self.answer(200, page.encode()) if page else self.answer(404, b"Not here.\n", "text/plain")

    def trickle(self, seconds):
        """A report that is written while it is being read."""
        self.send_response(200)
        self.send_header("Content-Type", "text/csv")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        row, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            line = f"{row};consignment {70000 + row};released\n".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            row += 1
            time.sleep(2.3)
        self.wfile.write(b"0\r\n\r\n")

    def do_PUT(self):
        left = int(self.headers["Content-Length"])
        while left > 0 and (chunk := self.rfile.read(min(left, 65536))):
            left -= len(chunk)
        self.answer(201, b"stored\n", "text/plain")


class MetadataHandler(WebHandler):
    server_version = "metadata/1.0"

    def do_GET(self):
        target = scenario.TARGET
        body = json.dumps({"compute": {"name": target.vm, "resourceGroupName": target.group,
                                       "location": scenario.REGION, "vmSize": "Standard_D2s_v5"}}).encode()
        self.answer(200, body, "application/json")
