"""The operations that matter: the intruder's morning, and the diagnosis that runs every day."""

import json
from datetime import timedelta

from .. import scenario
from .people import AUTOMATION, INTRUDER, OWNER, PROMOTED

CAPTURE_WRITE = "Microsoft.Network/networkWatchers/packetCaptures/write"
CAPTURE_LABEL = "Create Packet Capture"
SUBSCRIPTION = f"/subscriptions/{scenario.SUBSCRIPTION}"
TARGET_ID = scenario.vm_id(scenario.TARGET.vm, scenario.TARGET.group)
DIAGNOSTIC_SETTING = f"{SUBSCRIPTION}/providers/Microsoft.Insights/diagnosticSettings/export-to-storage"

# While the setting was gone, nothing reached the storage account.
EXPORT_LOST = scenario.at("14:02:00"), scenario.at("15:05:00")

DAILY = [scenario.DAY - timedelta(days=back) for back in range(7, -1, -1)]
DAILY_CLOCK = "11:00:04"

NO_AGENT = json.dumps({"error": {"code": "VMExtensionNotInstalled", "message": "The target has no agent."}})
CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c"   # the built-in role, the same in every tenant


def body(value):
    return {"requestbody": json.dumps(value, separators=(",", ":"))}


def capture_body(target, storage, **limits):
    return body({"properties": {"target": target, "targetType": "AzureVM", **limits,
                                "storageLocation": {"storageId": storage}}})


def created():
    return {"statusCode": "Created", "serviceRequestId": None}


def write_steps(request, accepted=0.9, done=18.2):
    return [(0, "Start", request), (accepted, "Accept", created()),
            (done, "Success", {"statusCode": "OK", "serviceRequestId": None})]


def action_steps(done, request=None):
    return [(0, "Start", request or {}), (done, "Success", {"statusCode": "OK", "serviceRequestId": None})]


def intruder(maker):
    scratch = f"{SUBSCRIPTION}/resourceGroups/{scenario.RG_SCRATCH}"
    foreign = scenario.storage_id(scenario.FOREIGN_STORAGE, scenario.RG_SCRATCH)
    everything = {"bytesToCapturePerPacket": 0, "totalBytesPerSession": 1073741824,
                  "timeLimitInSeconds": scenario.TIME_LIMIT}

    def do(clock, operation, label, resource, steps, who=PROMOTED, **extra):
        return maker.operation(scenario.at(clock), who, operation, label, resource, steps, **extra)

    assignment = f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleAssignments/{maker.guid()}"
    contributor = f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{CONTRIBUTOR}"
    yield from do("08:44:10.302", "Microsoft.Authorization/roleAssignments/write", "Create role assignment", assignment,
                  action_steps(2.1, body({"Properties": {"PrincipalId": INTRUDER.object_id, "Scope": SUBSCRIPTION,
                                                         "RoleDefinitionId": contributor}})), who=INTRUDER)
    yield from do("08:47:02.810", "Microsoft.Resources/subscriptions/resourceGroups/write", "Update resource group",
                  scratch, action_steps(1.2, body({"location": scenario.REGION})))
    account = {"sku": {"name": "Standard_LRS"}, "kind": "StorageV2", "location": scenario.REGION}
    yield from do("08:48:31.090", "Microsoft.Storage/storageAccounts/write", "Create/Update Storage Account", foreign,
                  write_steps(body(account), 1.0, 21.4))
    yield from do("08:52:31.455", "Microsoft.Compute/virtualMachines/extensions/write",
                  "Create or Update Virtual Machine Extension", f"{TARGET_ID}/extensions/AzureNetworkWatcherExtension",
                  write_steps(body({"location": scenario.REGION,
                                    "properties": {"publisher": "Microsoft.Azure.NetworkWatcher",
                                                   "type": "NetworkWatcherAgentLinux", "typeHandlerVersion": "1.4",
                                                   "autoUpgradeMinorVersion": True}}), 1.3, 64.0))
    dc = scenario.HOSTS["dc"]
    yield from do("08:55:04.700", CAPTURE_WRITE, CAPTURE_LABEL, scenario.capture_id("cap-dc-0318"),
                  [(0, "Start", capture_body(scenario.vm_id(dc.vm, dc.group), foreign, **everything)),
                   (2.6, "Failure", {"statusCode": "Conflict", "serviceRequestId": None, "statusMessage": NO_AGENT})])
    for session in scenario.SESSIONS:
        request = capture_body(TARGET_ID, foreign, **everything)
        running = (session.first - session.requested).total_seconds() + 0.8
        yield from maker.operation(session.requested, PROMOTED, CAPTURE_WRITE, CAPTURE_LABEL,
                                   scenario.capture_id(session.name), write_steps(request, 1.1, running))
    yield from do("14:01:55.230", "Microsoft.Insights/diagnosticSettings/delete", "Delete diagnostic setting",
                  DIAGNOSTIC_SETTING, action_steps(1.4))
    list_keys = "Microsoft.Storage/storageAccounts/listKeys/action", "List Storage Account Keys", foreign
    yield from do("14:03:12.006", *list_keys, action_steps(0.4))
    second = scenario.SESSIONS[1]
    yield from maker.operation(second.last - timedelta(seconds=0.931), PROMOTED,
                               "Microsoft.Network/networkWatchers/packetCaptures/stop/action", "Stop Packet Capture",
                               scenario.capture_id(second.name),
                               [(0, "Start", {}), (0.5, "Accept", {"statusCode": "Accepted", "serviceRequestId": None}),
                                (6.2, "Success", {"statusCode": "OK", "serviceRequestId": None})])
    yield from do("16:24:40.118", *list_keys, action_steps(0.4))
    yield from do("16:31:07.540", "Microsoft.Network/networkWatchers/packetCaptures/delete", "Delete Packet Capture",
                  scenario.capture_id(scenario.SESSIONS[0].name), action_steps(4.8))
    yield from maker.operation(EXPORT_LOST[1] - timedelta(seconds=8), OWNER,
                               "Microsoft.Insights/diagnosticSettings/write", "Create or update diagnostic setting",
                               DIAGNOSTIC_SETTING, action_steps(9.5))


def daily_diagnosis(maker):
    """Fifteen seconds, one port, headers only, into the usual account, at a fixed hour, by an identity made for it."""
    vm, group = scenario.EDGE_VM
    storage = scenario.storage_id(scenario.USUAL_STORAGE, scenario.RG_PLATFORM)
    for number, day in enumerate(DAILY):
        when = scenario.at(DAILY_CLOCK, day) + timedelta(milliseconds=maker.dice.randrange(900))
        name = f"{vm}{when:%Y%m%d%H%M%S}"
        request = capture_body(scenario.vm_id(vm, group), storage, bytesToCapturePerPacket=96,
                               totalBytesPerSession=5242880, timeLimitInSeconds=15,
                               filters=[{"protocol": "TCP", "localPort": "8443"}])
        yield from maker.operation(when, AUTOMATION, CAPTURE_WRITE, CAPTURE_LABEL, scenario.capture_id(name),
                                   write_steps(request, 0.8, 11.6))
        yield from maker.operation(when + timedelta(seconds=40), AUTOMATION,
                                   "Microsoft.Network/networkWatchers/packetCaptures/queryStatus/action",
                                   "Query Packet Capture Status", scenario.capture_id(name), action_steps(0.7))
        if number >= 4:                                # it keeps four and deletes the oldest
            old = scenario.at(DAILY_CLOCK, DAILY[number - 4])
            yield from maker.operation(when + timedelta(seconds=55), AUTOMATION,
                                       "Microsoft.Network/networkWatchers/packetCaptures/delete",
                                       "Delete Packet Capture", scenario.capture_id(f"{vm}{old:%Y%m%d%H%M%S}"),
                                       action_steps(3.1))
