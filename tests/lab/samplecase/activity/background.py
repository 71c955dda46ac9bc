"""Everyday operations of the subscription, which have nothing to do with the case."""

from datetime import timedelta

from .. import scenario
from .people import SERVICES, TAKEN_OVER, USERS
from .story import SUBSCRIPTION, action_steps, body, created

VAULT = "Microsoft.KeyVault/vaults"
VM = "Microsoft.Compute/virtualMachines"
STORAGE = "Microsoft.Storage/storageAccounts"
NETWORK = "Microsoft.Network"
GROUPS = (scenario.RG_ORDERS, scenario.RG_CORE, scenario.RG_PLATFORM, "rg-web-test")
ON_THE_DAY, NETWORK_WEEK, DAY_BEFORE = 140, 24, 140    # how many operations of each strand

# operation, label, resource below the group, who, how many events, request body
CATALOGUE = [
    (VM + "/start/action", "Start Virtual Machine", VM + "/vm-test-{n}", "user", 3, None),
    (VM + "/deallocate/action", "Deallocate Virtual Machine", VM + "/vm-test-{n}", "any", 3, None),
    (VM + "/restart/action", "Restart Virtual Machine", VM + "/vm-web-{n}", "user", 3, None),
    ("Microsoft.Compute/disks/write", "Create or Update Disk",
     "Microsoft.Compute/disks/disk-data-{n}", "any", 2, {"properties": {"diskSizeGB": 128}}),
    ("Microsoft.Compute/snapshots/write", "Create or Update Snapshot",
     "Microsoft.Compute/snapshots/snap-{n}", "service", 2, {"properties": {"incremental": True}}),
    (NETWORK + "/networkSecurityGroups/securityRules/write", "Create or Update Security Rule",
     NETWORK + "/networkSecurityGroups/nsg-web-test/securityRules/allow-{n}", "user", 2,
     {"properties": {"protocol": "Tcp", "access": "Allow", "direction": "Inbound", "destinationPortRange": "8443"}}),
    (NETWORK + "/publicIPAddresses/write", "Create or Update Public Ip Address",
     NETWORK + "/publicIPAddresses/pip-test-{n}", "any", 2, {"properties": {"publicIPAllocationMethod": "Static"}}),
    (NETWORK + "/networkInterfaces/read", "Get Network Interface",
     NETWORK + "/networkInterfaces/nic-web-{n}", "service", 1, None),
    (NETWORK + "/networkWatchers/connectivityCheck/action", "Check Connectivity",
     NETWORK + "/networkWatchers/NetworkWatcher_northeurope", "user", 2, None),
    (STORAGE + "/listKeys/action", "List Storage Account Keys", STORAGE + "/stquillmerediag01", "service", 1, None),
    (STORAGE + "/write", "Create/Update Storage Account",
     STORAGE + "/stquillmereapp{n}", "any", 2, {"tags": {"team": "orders"}}),
    (STORAGE + "/blobServices/containers/write", "Put blob container",
     STORAGE + "/stquillmereapp1/blobServices/default/containers/batch-{n}", "service", 1, None),
    (VAULT + "/write", "Update Key Vault",
     VAULT + "/kv-quillmere-{n}", "user", 2, {"properties": {"enableSoftDelete": True}}),
    (VAULT + "/secrets/read", "Read Secret Properties", VAULT + "/kv-quillmere-1", "service", 1, None),
    ("Microsoft.Resources/subscriptions/resourceGroups/write", "Update resource group",
     "", "user", 2, {"tags": {"reviewed": "2026-03"}}),
    ("Microsoft.Resources/deployments/write", "Create Deployment",
     "Microsoft.Resources/deployments/release-{n}", "service", 3, {"properties": {"mode": "Incremental"}}),
    ("Microsoft.Resources/deployments/validate/action", "Validate Deployment",
     "Microsoft.Resources/deployments/release-{n}", "service", 1, None),
    ("Microsoft.Sql/servers/databases/write", "Update SQL database",
     "Microsoft.Sql/servers/sql-orders/databases/stock-{n}", "user", 2, None),
    ("Microsoft.Insights/metricAlerts/write", "Create or update metric alert",
     "Microsoft.Insights/metricAlerts/latency-{n}", "user", 2, None),
    ("Microsoft.RecoveryServices/vaults/backupFabrics/backup/action", "Run backup",
     "Microsoft.RecoveryServices/vaults/rsv-core", "service", 2, None),
    ("Microsoft.Authorization/policies/audit/action", "'audit' Policy action.",
     VM + "/vm-test-{n}", "policy", 1, None),
    ("Microsoft.Authorization/policies/auditIfNotExists/action", "'auditIfNotExists' Policy action.",
     VM + "/vm-web-{n}", "policy", 1, None),
]


def background(maker):
    dice = maker.dice
    network = [entry for entry in CATALOGUE if entry[0].startswith(NETWORK)]
    yield from strand(maker, CATALOGUE, [when_on(dice, scenario.DAY) for _ in range(ON_THE_DAY)])
    days = [scenario.DAY - timedelta(days=1 + number % 7) for number in range(NETWORK_WEEK)]
    yield from strand(maker, network, [when_on(dice, day) for day in days])
    yield from strand(maker, CATALOGUE, [when_on(dice, days[0]) for _ in range(DAY_BEFORE)])
    yield from maker.operation(scenario.at("07:52:18.4"), TAKEN_OVER, *CATALOGUE[2][:2],
                               scenario.vm_id("vm-web-3", "rg-web-test"), action_steps(31.0))


def when_on(dice, day):
    """Between seven and five."""
    return scenario.at("07:04:00", day) + timedelta(seconds=dice.uniform(0, 9.8 * 3600))


def strand(maker, catalogue, moments):
    dice = maker.dice
    for number, when in enumerate(moments):
        operation, label, path, who, events, request = catalogue[number % len(catalogue)]
        principal = choose(dice, who)
        group = dice.choice(GROUPS) if "NetworkWatcher_" not in path else scenario.RG_WATCHER
        path = path.format(n=dice.randrange(1, 9))
        resource = scenario.resource(group, path) if path else f"{SUBSCRIPTION}/resourceGroups/{group}"
        policy = who == "policy"
        yield from maker.operation(when, principal, operation, label, resource, steps(dice, events, request, policy),
                                   category="Policy" if policy else "Administrative",
                                   level="Warning" if policy else "Informational")


def choose(dice, who):
    if who == "policy":
        return SERVICES[-1]
    if who == "user" or who == "any" and dice.random() < 0.5:
        return dice.choice(USERS)
    return dice.choice(SERVICES[:-1])


def steps(dice, events, request, policy):
    if policy:
        return [(0, "Success", {"isComplianceCheck": "False", "policies": "[]"})]
    if events == 1:
        return [(0, "Success", body(request) if request else {"statusCode": "OK"})]
    begin, done = (0, "Start", body(request) if request else {}), dice.uniform(1, 70)
    if dice.random() < 0.07:
        return [begin, (done, "Failure", {"statusCode": dice.choice(("Forbidden", "Conflict", "BadRequest"))})]
    end = (done, "Success", {"statusCode": "OK", "serviceRequestId": None})
    return [begin, (done / 9, "Accept", created()), end] if events == 3 else [begin, end]
