"""The forms in which one event is exported: REST, and the record of diagnostic settings and Event Hubs."""

from datetime import datetime, timedelta, timezone

from .. import scenario
from .events import Event

REST_STATUS = {"Start": "Started", "Accept": "Accepted", "Success": "Succeeded", "Failure": "Failed"}
REST_NAME = {"Start": ("BeginRequest", "Begin request")}
HTTP_CODES = {"OK": 200, "Created": 201, "Accepted": 202, "Conflict": 409, "Forbidden": 403, "BadRequest": 400}
METHODS = {"write": "PUT", "delete": "DELETE", "read": "GET"}
SIGNATURE = {"Start": "Started.", "Accept": "Accepted.", "Success": "Succeeded.", "Failure": "Failed."}
CLAIM = "http://schemas.microsoft.com/identity/claims/"
SOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"


def both(value, localized=None):
    return {"value": value, "localizedValue": localized or value}


def claims(event: Event):
    who, issued = event.principal, int(event.time.timestamp()) // 3600 * 3600 - 300
    common = {"iss": f"https://sts.windows.net/{scenario.TENANT}/",
              "iat": str(issued), "appid": who.app_id,
              CLAIM + "objectidentifier": who.object_id, CLAIM + "tenantid": scenario.TENANT}
    if who.kind == "User":
        return common | {"ipaddr": who.address, "name": who.name, SOAP + "name": who.upn, SOAP + "upn": who.upn}
    if who.name.startswith("mi-"):
        identity = f"Microsoft.ManagedIdentity/userAssignedIdentities/{who.name}"
        common["xms_mirid"] = scenario.resource(scenario.RG_PLATFORM, identity)
    return common | {"appidacr": "2"}


def properties(event: Event):
    common = {"eventCategory": event.category, "entity": event.resource, "message": event.operation,
              "hierarchy": f"{scenario.TENANT}/{scenario.SUBSCRIPTION}"}
    return event.properties | common


def dotnet_ticks(moment, last):
    since = moment - datetime(1, 1, 1, tzinfo=timezone.utc)
    return (since.days * 86400 + since.seconds) * 10_000_000 + since.microseconds * 10 + last


def rest(event: Event):
    """As the REST interface and `az monitor activity-log list` give it."""
    resource = event.resource.replace("/resourceGroups/", "/resourcegroups/") if event.ticks % 2 else event.resource
    provider = event.operation.split("/")[0]
    kind = event.operation.removesuffix("/action").rsplit("/", 1)[0]
    code = HTTP_CODES.get(event.sub_status)
    submitted = event.time + timedelta(seconds=61 + event.ticks * 7)
    verb = METHODS.get(event.operation.rsplit("/", 1)[1], "POST")
    sub_status = f"{event.sub_status} (HTTP Status Code: {code})" if code else event.sub_status
    request = {"clientRequestId": event.correlation, "clientIpAddress": event.principal.address, "method": verb}
    known = event.principal.kind == "User" or event.ticks % 3   # services often leave the request out
    return {
        "authorization": {"action": event.operation, "scope": event.resource},
        "caller": event.principal.upn or event.principal.app_id,
        "channels": "Operation",
        "claims": claims(event),
        "correlationId": event.correlation,
        "description": "",
        "eventDataId": event.event_id,
        "eventName": both(*REST_NAME.get(event.status, ("EndRequest", "End request"))),
        "category": both(event.category),
        "eventTimestamp": scenario.iso(event.time, event.ticks),
        **({"httpRequest": request} if known else {}),
        "id": f"{resource}/events/{event.event_id}/ticks/{dotnet_ticks(event.time, event.ticks)}",
        "level": event.level,
        "operationId": event.correlation,
        "operationName": both(event.operation, event.label),
        "resourceGroupName": event.group,
        "resourceProviderName": both(provider),
        "resourceType": both(kind),
        "resourceId": resource,
        "status": both(REST_STATUS[event.status]),
        "subStatus": both(event.sub_status, sub_status),
        "submissionTimestamp": scenario.iso(submitted),
        "subscriptionId": scenario.SUBSCRIPTION,
        "tenantId": scenario.TENANT,
        "properties": properties(event),
        "relatedEvents": [],
    }


def diagnostic(event: Event, upper=True):
    """The record that a diagnostic setting writes, to storage as a line and to an Event Hub in a batch."""
    who = event.principal
    evidence = {"role": who.role, "roleAssignmentScope": f"/subscriptions/{scenario.SUBSCRIPTION}",
                "principalId": who.object_id.replace("-", ""), "principalType": who.kind}
    return {
        "RoleLocation": "North Europe",
        "time": scenario.iso(event.time, event.ticks),
        "resourceId": event.resource.upper(),
        "operationName": event.operation.upper() if upper else event.operation,
        "category": event.category,
        "resultType": event.status,
        "resultSignature": SIGNATURE[event.status] + event.sub_status.replace("OK", "").replace("Accepted", ""),
        "durationMs": "0",
        "callerIpAddress": who.address,
        "correlationId": event.correlation,
        "identity": {"authorization": {"scope": event.resource, "action": event.operation, "evidence": evidence},
                     "claims": claims(event)},
        "level": {"Informational": "Information"}.get(event.level, event.level),
        "properties": properties(event),
        "tenantId": scenario.TENANT,
    }
