"""What the server's settings should be: the line, the disk, and what the log may know."""

from collections.abc import Callable
from dataclasses import dataclass

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services.servers.findings import Finding, Run

EVERYWHERE = {"*", "0.0.0.0", "::"}  # noqa: S104  # what we look for, not what we do
# The newest of each version when this program was made. Security updates within two weeks.
NEWEST = {15: 20, 16: 16, 17: 12, 18: 6}
OLDEST_VERSION = 15
# Not what this connection chose for itself, nor what is 0 because it has no network cable.
_IN_FORCE = "SELECT name, reset_val FROM pg_settings WHERE source NOT IN ('client', 'session')"
_OVERRIDDEN = """
SELECT DISTINCT name FROM pg_file_settings
WHERE sourcefile LIKE '%%/conf.d/mcsys.conf' AND NOT applied AND error IS NULL ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A setting, the values that are right, and what it means when it has another."""

    key: str
    setting: str
    right: Callable[[str], bool]
    sentence: str


def _is(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _between(least: int, most: int) -> Callable[[str], bool]:
    return lambda value: least <= int(value) <= most


_MEND = N_("mcsys-desktop server prepare, on the server, puts it right.")
RULES = (
    Rule("tls_off", "ssl", _is("on"), N_("The line to the server is not encrypted.")),
    Rule(
        "tls_old",
        "ssl_min_protocol_version",
        _is("TLSv1.3"),
        N_("The server still speaks old versions of TLS."),
    ),
    Rule(
        "listens_everywhere",
        "listen_addresses",
        lambda value: not EVERYWHERE & {part.strip() for part in value.split(",")},
        N_("The server listens on every network of its computer, not only on the office's."),
    ),
    Rule(
        "password_encryption",
        "password_encryption",
        _is("scram-sha-256"),
        N_("New passwords are kept in a form that is easily guessed (md5)."),
    ),
    Rule(
        "no_pause",
        "shared_preload_libraries",
        lambda value: "auth_delay" in value,
        N_("Passwords can be guessed without a pause (auth_delay is not loaded)."),
    ),
    Rule(
        "fsync_off",
        "fsync",
        _is("on"),
        N_("A power cut can destroy the whole database (fsync is off)."),
    ),
    Rule(
        "commit_off",
        "synchronous_commit",
        lambda value: value != "off",
        N_("A power cut loses what was saved last (synchronous_commit is off)."),
    ),
    Rule(
        "pages_off",
        "full_page_writes",
        _is("on"),
        N_("A power cut can leave half a page on the disk (full_page_writes is off)."),
    ),
    Rule(
        "checksums_off",
        "data_checksums",
        _is("on"),
        N_("A disk that rots is not noticed (checksums are off)."),
    ),
    Rule(
        "log_rows",
        "log_error_verbosity",
        _is("terse"),
        N_("The server's log shows rows of customers when something is refused."),
    ),
    Rule(
        "log_statements_of_errors",
        "log_min_error_statement",
        _is("panic"),
        N_("The server's log shows statements that failed, with passwords and names in them."),
    ),
    Rule(
        "log_values",
        "log_parameter_max_length_on_error",
        _is("0"),
        N_("The server's log shows the values of statements that failed."),
    ),
    Rule(
        "log_statements",
        "log_statement",
        _is("none"),
        N_("The server's log shows statements, with passwords in them (log_statement)."),
    ),
    Rule(
        "log_slow",
        "log_min_duration_statement",
        _is("-1"),
        N_("The server's log shows slow statements, with names in them."),
    ),
    Rule(
        "no_keepalive",
        "tcp_keepalives_idle",
        _between(1, 120),
        N_("A desk whose cable was pulled keeps its place on the server for hours."),
    ),
    Rule(
        "idle_forever",
        "idle_in_transaction_session_timeout",
        _between(1, 120_000),
        N_("A desk that hangs can hold up the others without end."),
    ),
)


def check(run: Run, *, superuser: bool, newest: dict[int, int] | None = None) -> list[Finding]:
    """What is wrong with the settings that this login may see."""
    try:
        seen = {str(name): str(value) for name, value in run(_IN_FORCE, ())}
    except UnicodeDecodeError:  # a bit of the file turned over before the server read it
        sentence = _("A setting of the server is no text any more: its file is damaged.")
        return [Finding("settings_damaged", f"{sentence} {_(_MEND)}")]
    found = [
        Finding(rule.key, f"{_(rule.sentence)} {_(_MEND)}")
        for rule in RULES
        if rule.setting in seen and not rule.right(seen[rule.setting])
    ]
    found += _age(int(seen["server_version_num"]), NEWEST if newest is None else newest)
    try:
        names = [str(name) for (name,) in run(_OVERRIDDEN, ())] if superuser else []
    except UnicodeDecodeError:  # a damaged file; who compares it with what was written says so
        names = []
    if names:
        sentence = _("Another file overrides settings of the office: {names}. Take them out there.")
        found.append(Finding("overridden", sentence.format(names=", ".join(names))))
    return found


def _age(version: int, newest: dict[int, int]) -> list[Finding]:
    major, minor = divmod(version, 10000)
    if major < OLDEST_VERSION:
        sentence = _("PostgreSQL {version} gets no security updates. Move to a newer one.")
        return [Finding("version_old", sentence.format(version=major))]
    if minor < newest.get(major, 0):
        sentence = _(
            "PostgreSQL {version} misses security updates; {newest} is there. On Debian and Ubuntu:"
            " apt update && apt upgrade."
        )
        known = f"{major}.{newest[major]}"
        return [Finding("minor_old", sentence.format(version=f"{major}.{minor}", newest=known))]
    return []
