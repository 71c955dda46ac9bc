"""Plays one machine's part of one phase: python3 -m samplecase.traffic.play MACHINE PHASE JOURNAL"""

import os
import sys
import threading
import time

from .. import scenario
from .clients import Client
from .plan import plan_of


def perform(client, act, begin):
    time.sleep(max(0.0, begin + act.second - time.monotonic()))
    try:
        getattr(client, act.verb)(**act.words)
    except (OSError, ValueError) as failure:
        print(f"phase {client.phase}: {client.machine} {act.verb} {act.words}: {failure!r}", file=sys.stderr)


def main(machine, phase, journal):
    with open(journal, "a", encoding="utf-8") as notes:
        client = Client(machine, phase.index, notes)
        begin = time.monotonic()
        acts = [act for act in plan_of(phase) if act.machine == machine]
        threads = [threading.Thread(target=perform, args=(client, act, begin)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print("done", flush=True)
        sys.stdin.read()                               # the recording ends before the open connections do
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], scenario.PHASES[int(sys.argv[2])], sys.argv[3])
