"""Which network addresses are the office's own: those that no router carries outside."""

from ipaddress import IPv6Address, ip_address, ip_network

# RFC 1918, RFC 3927, RFC 4193, RFC 4291, and the machine itself.
PRIVATE = tuple(
    ip_network(text)
    for text in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8"),
        *("fc00::/7", "fe80::/10", "::1/128"),
    )
)


def plain(text: str) -> str:
    """An address in its usual form: ::ffff:10.0.0.5 is 10.0.0.5, and a zone (%eth0) goes."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return text
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def is_address(text: str) -> bool:
    """Whether this is a network address, and not a name."""
    try:
        ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True


def is_private(text: str) -> bool:
    """Whether an address belongs to a private network, or to this computer."""
    try:
        address = ip_address(plain(text))
    except ValueError:
        return False
    return any(address.version == network.version and address in network for network in PRIVATE)
