"""Bytes of the small protocols that both sides of the laboratory speak: DNS, LDAP, SSH, NTP."""

import ipaddress
import os
import struct

# --- DNS ----------------------------------------------------------------------------------------------------------

DNS_TYPES = {"A": 1, "TXT": 16, "AAAA": 28}


def dns_name(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def dns_query(ident, name, kind):
    return struct.pack(">6H", ident, 0x0100, 1, 0, 0, 0) + dns_name(name) + struct.pack(">2H", DNS_TYPES[kind], 1)


def dns_answer(query, zone):
    """The reply to one question from a {name: (IPv4, IPv6)} table; unknown names get NXDOMAIN."""
    labels, place = [], 12
    while query[place]:
        labels.append(query[place + 1:place + 1 + query[place]].decode())
        place += 1 + query[place]
    question = query[12:place + 5]
    kind, = struct.unpack(">H", query[place + 1:place + 3])
    known = zone.get(".".join(labels).lower())
    data = b""
    if known and kind == 1 and known[0]:
        data = ipaddress.ip_address(known[0]).packed
    if known and kind == 28 and known[1]:
        data = ipaddress.ip_address(known[1]).packed
    answer = struct.pack(">HHHIH", 0xC00C, kind, 1, 300, len(data)) + data if data else b""
    flags = 0x8580 if known else 0x8583
    return query[:2] + struct.pack(">5H", flags, 1, bool(data), 0, 0) + question + answer


# --- LDAP: just enough BER for a simple bind -----------------------------------------------------------------------


def ber(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x82]) + struct.pack(">H", size)
    return bytes([tag]) + length + content


def ldap_bind(message, user, secret):
    bind = ber(0x60, ber(2, b"\x03"), ber(4, user.encode()), ber(0x80, secret.encode()))
    return ber(0x30, ber(2, bytes([message])), bind)


def ldap_bind_result(message, code):
    return ber(0x30, ber(2, bytes([message])), ber(0x61, ber(10, bytes([code])), ber(4), ber(4)))


def ldap_unbind(message):
    return ber(0x30, ber(2, bytes([message])), ber(0x42))


def ldap_read_bind(data):
    """(message id, user, secret) of a simple bind with fields below 128 bytes, None for anything else."""
    def take(place):
        size, body = data[place + 1], place + 2
        return data[place], data[body:body + size], body + size

    if len(data) < 8 or data[0] != 0x30:
        return None
    _, message, place = take(2)
    if data[place] != 0x60:
        return None
    _, _, place = take(place + 2)
    _, user, place = take(place)
    _, secret, _ = take(place)
    return message[0], user.decode(), secret.decode()


# --- SSH: banners, key-exchange offers, ignore messages ------------------------------------------------------------

SSH_SERVER = b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"
SSH_CLIENT = b"SSH-2.0-OpenSSH_9.6\r\n"
SSH_OFFER = ("curve25519-sha256", "ssh-ed25519", "aes256-ctr", "aes256-ctr", "hmac-sha2-256", "hmac-sha2-256", "none",
             "none", "", "")


def ssh_packet(payload):
    padding = 8 - (5 + len(payload)) % 8
    padding += 8 if padding < 4 else 0
    return struct.pack(">IB", 1 + len(payload) + padding, padding) + payload + bytes(padding)


def ssh_offer():
    lists = b"".join(struct.pack(">I", len(names)) + names.encode() for names in SSH_OFFER)
    return ssh_packet(b"\x14" + os.urandom(16) + lists + b"\0" + bytes(4))


def ssh_ignore(size):
    return ssh_packet(b"\x02" + struct.pack(">I", size) + os.urandom(size))


# --- NTP ----------------------------------------------------------------------------------------------------------


SINCE_1900 = 2208988800


def ntp_request(seconds):
    whole = int(seconds)
    return b"\xe3" + bytes(39) + struct.pack(">II", SINCE_1900 + whole, int((seconds - whole) * (1 << 32)))


def ntp_reply(request):
    """The server's clock is exactly the client's: the scenario's time is known to the client alone."""
    stamp = request[40:48]
    return b"\x24\x02\x06\xec" + bytes(8) + b"\xc0\x00\x02\x01" + stamp * 4
