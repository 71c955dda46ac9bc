"""Truth about packets: conversations, the captures that hold them, and the passwords inside."""

import base64
from collections import defaultdict
from datetime import datetime, timedelta, timezone

from .. import captures, packets, scenario

CLEAR = {
    "http": lambda user, secret: base64.b64encode(f"{user}:{secret}".encode()),
    "ftp": lambda user, secret: f"PASS {secret}\r\n".encode(),
    "ldap": lambda user, secret: secret.encode(),
}


def iso(time_us):
    moment = datetime.fromtimestamp(0, timezone.utc) + timedelta(microseconds=time_us)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def end(pair):
    return {"ip": pair[0], "port": pair[1]}


class Traffic:
    def __init__(self, raw, logs):
        self.raw, self.logs = raw, logs
        self.captured = {session.file: captures.frames_of(session, raw) for session in scenario.SESSIONS}
        self.in_capture = {name: packets.conversations(frames) for name, frames in self.captured.items()}
        self.everywhere = {}                           # key → (where it was seen, conversation), the target first
        for member in (scenario.TARGET.key, *scenario.HOSTS, "router"):
            for key, conversation in packets.conversations(raw.machine(member)).items():
                self.everywhere.setdefault(key, (member, conversation))

    # --- conversations ---

    def conversations(self):
        ordered = sorted(self.everywhere.items(), key=lambda item: item[1][1].first_us)
        return [self.describe(key, member, conversation) for key, (member, conversation) in ordered]

    def describe(self, key, member, conversation):
        held = {name: self.part(found[key], conversation) for name, found in self.in_capture.items() if key in found}
        logged = self.logs.summary(key)
        sent, received = conversation.counts()
        return {
            "proto": conversation.transport, "client": end(conversation.client), "server": end(conversation.server),
            "first": iso(conversation.first_us), "last": iso(conversation.last_us),
            "packets": [sent[0], received[0]], "bytes": [sent[1], received[1]],
            "class": self.classify(bool(held), bool(logged)),
            "denied": any("D" in entry["states"] for entry in logged),
            "phase": self.phase_of(conversation.first_us), "seen_at": member, "captures": held, "logs": logged,
        }

    @staticmethod
    def part(captured, whole):
        """What a capture holds of a conversation, in the directions of the whole one."""
        captured.client, captured.server = whole.client, whole.server
        sent, received = captured.counts()
        return {"first": iso(captured.first_us), "last": iso(captured.last_us),
                "packets": [sent[0], received[0]], "bytes": [sent[1], received[1]],
                "whole": len(captured.packets) == len(whole.packets)}

    @staticmethod
    def classify(held, logged):
        if held:
            return "pcap+log" if logged else "pcap only"
        return "log only" if logged else "none"

    @staticmethod
    def phase_of(time_us):
        return [phase.name for phase in scenario.PHASES if scenario.epoch_us(phase.begin) <= time_us][-1]

    # --- totals ---

    def captures(self):
        totals = []
        for session in scenario.SESSIONS:
            frames, found = self.captured[session.file], self.in_capture[session.file].values()
            totals.append({
                "name": session.file, "file": session.path, "format": session.format, "packets": len(frames),
                "bytes": sum(frame.length for frame in frames),
                "first": iso(frames[0].time_us), "last": iso(frames[-1].time_us),
                "tcp_conversations": sum(c.transport == "tcp" for c in found),
                "udp_conversations": sum(c.transport == "udp" for c in found),
                "packets_neither_tcp_nor_udp": sum(packets.decode(frame) is None for frame in frames)})
        return totals

    # --- passwords ---

    def credentials(self):
        uses, shown = defaultdict(int), []
        carriers = self.carriers()
        for note in self.raw.journal():
            client, server = tuple(note["client"]), tuple(note["server"])
            key = ("tcp", *sorted((client, server)))
            token = self.token(note)
            matches = [frame for frame in carriers[key] if token in frame.data]
            frame = matches[uses[key, token]]
            uses[key, token] += 1
            place = self.place(frame)
            shown.append({"protocol": note["protocol"], "user": note["user"], "secret": note["secret"],
                          "accepted": note["accepted"], "time": iso(frame.time_us),
                          "client": end(client), "server": end(server),
                          "phase": scenario.PHASES[note["phase"]].name, "capture": place and place[0],
                          "packet": place and place[1]})
        return sorted(shown, key=lambda entry: entry["time"])

    @staticmethod
    def token(note):
        if note["protocol"] != "smtp":
            return CLEAR[note["protocol"]](note["user"], note["secret"])
        return base64.b64encode(note["secret"].encode())

    def carriers(self):
        """Frames with payload, by conversation, each once; from wherever the conversation was seen first."""
        found = defaultdict(list)
        for member in (scenario.TARGET.key, *scenario.HOSTS):
            for frame in self.raw.machine(member):
                packet = packets.decode(frame)
                if packet and packet.transport == "tcp" and packet.length > 66:
                    key = packets.key_of(packet)
                    if self.everywhere[key][0] == member:
                        found[key].append(frame)
        return found

    def place(self, frame):
        """(name of the capture, packet number) of a frame, if a capture holds it."""
        for name, frames in self.captured.items():
            for number, other in enumerate(frames, 1):
                if other is frame:
                    return name, number
        return None
