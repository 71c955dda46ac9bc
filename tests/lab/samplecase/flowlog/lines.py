"""Marks become tuples: the text of one line in an NSG v2 or a VNet v4 flow log, and the rule it stands under."""

from .. import scenario

NSG_ID = scenario.resource(scenario.RG_ORDERS, f"Microsoft.Network/networkSecurityGroups/{scenario.NSG}")
CORE_NSG_ID = scenario.resource(scenario.RG_CORE, "Microsoft.Network/networkSecurityGroups/nsg-core")
NO_ACL = "00000000-0000-0000-0000-000000000000"
PROTOCOLS = {"tcp": ("T", "6"), "udp": ("U", "17")}

WEB, FTP, SSH = (80, 443), (21,), (22,)


def rule_of(flow):
    """The security rule that decided the flow."""
    port = flow.conversation.server[1]
    if flow.denied:
        return "DefaultRule_DenyAllInBound" if flow.direction == "I" else "UserRule_Deny-Mail-To-Internet"
    if flow.inside:
        if flow.direction == "I" and port in SSH:
            return "UserRule_Allow-Ssh-From-Ops"
        return "DefaultRule_AllowVnetInBound" if flow.direction == "I" else "DefaultRule_AllowVnetOutBound"
    if flow.direction == "O":
        return "DefaultRule_AllowInternetOutBound"
    return "UserRule_Allow-Web" if port in WEB else "UserRule_Allow-Ftp-Exchange"


def ends(flow):
    (source, source_port), (target, target_port) = flow.conversation.client, flow.conversation.server
    return f"{source},{target},{source_port},{target_port}"


def nsg_line(mark):
    """Seconds, and bytes of whole Ethernet frames; B and denied tuples have empty counters."""
    flow, seconds = mark.flow, mark.time_us // 1_000_000
    letter = PROTOCOLS[flow.conversation.transport][0]
    head = f"{seconds},{ends(flow)},{letter},{flow.direction},{'D' if flow.denied else 'A'}"
    if mark.state in "BD":
        return f"{head},B,,,,"
    return f"{head},{mark.state},{mark.forth[0]},{mark.forth[1]},{mark.back[0]},{mark.back[1]}"


def vnet_line(mark):
    """Milliseconds; bytes of frames plus the host's encapsulation, which depends on direction and path."""
    flow = mark.flow
    extra_forth, extra_back = encapsulation(flow)
    forth, back = mark.forth[1] + extra_forth * mark.forth[0], mark.back[1] + extra_back * mark.back[0]
    number = PROTOCOLS[flow.conversation.transport][1]
    return (f"{mark.time_us // 1000},{ends(flow)},{number},{flow.direction},{mark.state},{encryption(flow)},"
            f"{mark.forth[0]},{forth},{mark.back[0]},{back}")


def encapsulation(flow):
    """Extra bytes per packet (client to server, server to client)."""
    if flow.direction == "O":
        return (50, 62) if flow.inside else (50, 0)
    return (62, 0) if flow.inside else (42, 0)


def encryption(flow):
    machines = {flow.conversation.client[0], flow.conversation.server[0]}
    hosts = {key for key, host in scenario.HOSTS.items() if machines & {host.address, host.address6}}
    if hosts == {"jump", "orders"}:
        return "X"
    return "NX_HW_NOT_SUPPORTED" if "batch" in hosts and flow.inside else "NX"


def vnet_group(flow, host):
    """(aclID, rule) in a VNet flow log: the NTP of the target counts as handled by the platform."""
    if flow.conversation.server == (scenario.TIME_SERVER, 123):
        return NO_ACL, "PlatformRule"
    return NSG_ID if host == scenario.TARGET else CORE_NSG_ID, rule_of(flow)
