"""Who acts in the subscription."""

from .. import scenario
from .events import Principal

AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"     # the command line's public client, the same in every tenant


def user(name, login, number, address, role="Contributor"):
    return Principal("User", name, address, f"71c0de00-4a1b-4c9e-9f20-0000000{number:05d}",
                     AZURE_CLI, f"{login}@{scenario.DOMAIN}", role)


def service(name, number, address, role="Contributor"):
    return Principal("ServicePrincipal", name, address, f"83a9be00-1d52-4e77-8c31-0000000{number:05d}",
                     f"a0e4f100-77c6-4b1a-b2d5-0000000{number:05d}", "", role)


# The account that was taken over: at work it comes from the office, on that morning also from elsewhere.
TAKEN_OVER = user("Jory Halvane", "j.halvane", 11, scenario.OFFICE, "User Access Administrator")
INTRUDER = TAKEN_OVER.elsewhere(scenario.ATTACKER)
PROMOTED = TAKEN_OVER.elsewhere(scenario.ATTACKER, "Contributor")      # after the role that it gave itself

USERS = [
    TAKEN_OVER,
    user("Mirel Ostrander", "m.ostrander", 12, scenario.OFFICE, "Owner"),
    user("Ines Kaldor", "i.kaldor", 13, "203.0.113.41", "Network Contributor"),
    user("Teun Vasparo", "t.vasparo", 14, "203.0.113.42"),
    user("Ada Brinley", "a.brinley", 15, "203.0.113.43", "Virtual Machine Contributor"),
]
OWNER = USERS[1]

AUTOMATION = service("mi-netdiag-automation", 31, "10.40.9.4", "Network Contributor")
SERVICES = [
    service("sp-deploy-pipeline", 32, "198.51.100.61"),
    service("sp-backup", 33, "198.51.100.62", "Backup Contributor"),
    service("mi-orders-app", 34, "10.40.1.10", "Key Vault Secrets User"),
    service("mi-autoscale", 35, "10.40.9.5"),
    service("policy-engine", 36, "198.51.100.63", "Resource Policy Contributor"),
]
