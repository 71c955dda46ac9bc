"""Events of the activity log, before they take the shape of an export."""

import random
import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta

from .. import scenario

@dataclass(frozen=True)
class Principal:
    kind: str                          # "User" or "ServicePrincipal"; managed identities are service principals
    name: str
    address: str
    object_id: str
    app_id: str = ""
    upn: str = ""
    role: str = "Contributor"

    def elsewhere(self, address, role=None):
        """The same identity, seen from another address, perhaps in another role."""
        return replace(self, address=address, role=role or self.role)


@dataclass
class Event:
    time: object
    ticks: int                         # seventh decimal of the time
    operation: str
    label: str                         # what the portal calls the operation
    resource: str
    status: str                        # Start, Accept, Success or Failure
    sub_status: str
    principal: Principal
    correlation: str
    event_id: str
    level: str = "Informational"
    category: str = "Administrative"
    properties: dict = field(default_factory=dict)

    @property
    def key(self):
        """What makes two representations the same event."""
        return (self.resource.lower(), self.operation.lower(), self.status, self.correlation,
                self.time.replace(microsecond=self.time.microsecond // 1000 * 1000))

    @property
    def group(self):
        parts = self.resource.split("/")
        return parts[4] if len(parts) > 4 and parts[3].lower() == "resourcegroups" else ""


class EventMaker:
    """Makes the events of an operation. All random choices come from one seed."""

    def __init__(self):
        self.dice = random.Random(scenario.SEED)

    def guid(self):
        return str(uuid.UUID(int=self.dice.getrandbits(128), version=4))

    def operation(self, when, principal, operation, label, resource, steps, **extra):
        """`steps` is a list of (seconds after `when`, status, properties); the sub-status is the HTTP status."""
        correlation = self.guid()
        events = []
        for seconds, status, properties in steps:
            time = when + timedelta(seconds=seconds, microseconds=self.dice.randrange(1000))
            level = "Error" if status == "Failure" else extra.get("level", "Informational")
            events.append(Event(time, self.dice.randrange(10), operation, label, resource, status,
                                properties.get("statusCode", ""), principal, correlation, self.guid(), level,
                                extra.get("category", "Administrative"), properties))
        return events
