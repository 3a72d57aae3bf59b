"""What PostgreSQL's own files say in an office: its settings, and who may come in from where."""

from dataclasses import dataclass
from ipaddress import ip_address

from mcsys_desktop.models.keys import LOGIN
from mcsys_desktop.models.server import ITERATIONS

GUESS_PAUSE_MS = 200  # after a wrong password; about five guesses a second for each connection
HEAD = (
    "# Written by: mcsys-desktop server prepare. Run that again rather than changing this file.\n"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an office decides about its server."""

    database: str
    admin: str
    address: str  # on the office's network
    networks: tuple[str, ...]  # that desks are in
    folder: str  # of the certificates


def settings(wanted: Wanted, version: int, preload: tuple[str, ...]) -> dict[str, str]:
    """Each setting and the value that it must have."""
    own = [wanted.address]
    if not ip_address(wanted.address).is_loopback:
        own.append("localhost")
    chosen = {
        "listen_addresses": ", ".join(own),
        "max_connections": "200",  # five for each desk, and some to spare
        # The line.
        "ssl": "on",
        "ssl_cert_file": f"{wanted.folder}/server.pem",
        "ssl_key_file": f"{wanted.folder}/server.pem",
        "ssl_min_protocol_version": "TLSv1.3",
        # Desks whose cable was pulled are noticed within a minute.
        "tcp_keepalives_idle": "30",
        "tcp_keepalives_interval": "10",
        "tcp_keepalives_count": "3",
        "idle_in_transaction_session_timeout": "60s",
        # Passwords.
        "password_encryption": "scram-sha-256",
        # What was acknowledged is on the disk.
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        # No customer and no password in the log: neither statements, nor their values, nor rows.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
        "log_parameter_max_length": "0",
        "log_statement": "none",
        "log_min_duration_statement": "-1",
        "log_connections": "on",
        "log_disconnections": "on",
    }
    if preload:
        chosen["shared_preload_libraries"] = ", ".join(preload)
    if "auth_delay" in preload:
        chosen["auth_delay.milliseconds"] = str(GUESS_PAUSE_MS)
    if version >= 160000:
        chosen["scram_iterations"] = str(ITERATIONS)
    return chosen


def settings_text(chosen: dict[str, str]) -> str:
    """The file in conf.d."""
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in chosen.items()]
    return HEAD + "\n".join(lines) + "\n"


def hba_text(wanted: Wanted) -> str:
    """pg_hba.conf, whole: the first line that fits decides."""
    database = f'"{wanted.database}"'
    lines = [
        ("local", "all", f'"{wanted.admin}"', "", "peer"),
        *(
            ("hostssl", database, f"+{LOGIN}", network, "scram-sha-256")
            for network in wanted.networks
        ),
        ("local", "all", "all", "", "reject"),
        ("host", "all", "all", "all", "reject"),
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(5)]
    written = (
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return HEAD + "\n".join(written) + "\n"
