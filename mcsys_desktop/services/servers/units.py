"""Services of the server's computer: calls that are collected all day, and a backup every night."""

from pathlib import Path

from mcsys_desktop.core import resources
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.servers.steps import Command, Step, heard, succeeds

UNITS = Path("/etc/systemd/system")
HOME = "/var/lib/mcsys"
ACCOUNT = "mcsys"

_HARDENED = """User=mcsys
WorkingDirectory=/var/lib/mcsys
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths=/var/lib/mcsys
PrivateTmp=yes
UMask=0077
"""
_TEXTS = {
    "mcsys-collect.service": """[Unit]
Description=MCSys Desktop: collects the calls of the office
After=postgresql.service network-online.target
Wants=network-online.target

[Service]
ExecStart={program} --profile {home} collect
Restart=on-failure
RestartSec=30
{hardened}{environment}
[Install]
WantedBy=multi-user.target
""",
    "mcsys-backup.service": """[Unit]
Description=MCSys Desktop: makes the nightly backup of the office, and proves it
After=postgresql.service

[Service]
Type=oneshot
ExecStart={program} --profile {home} backup
{hardened}{environment}""",
    "mcsys-backup.timer": """[Unit]
Description=MCSys Desktop: the nightly backup

[Timer]
OnCalendar=*-*-* 02:30
RandomizedDelaySec=15min
Persistent=true

[Install]
WantedBy=timers.target
""",
}
_STARTED = {"collect": "mcsys-collect.service", "backup": "mcsys-backup.timer"}


def texts(program: list[str]) -> dict[str, str]:
    """The units, by name."""
    source = resources.root().parent
    frozen = len(program) == 1
    return {
        name: text.format(
            program=" ".join(_quoted(part) for part in program),
            home=HOME,
            hardened=_HARDENED,
            environment="" if frozen else f'Environment="PYTHONPATH={source}"\n',
        )
        for name, text in _TEXTS.items()
    }


def steps(program: list[str]) -> list[Step]:
    """Write the units, and switch on those whose work this program knows."""
    wanted = {UNITS / name: text for name, text in texts(program).items()}
    found = [
        Step(
            _("Make an account for the services, which can do nothing else."),
            lambda: succeeds("id", "-u", ACCOUNT),
            (
                (
                    *("useradd", "--system", "--create-home", "--home-dir", HOME),
                    *("--shell", "/usr/sbin/nologin", ACCOUNT),
                ),
            ),
        ),
        Step(
            _("Write the services: calls that are collected, and the nightly backup."),
            lambda: all(
                file.exists() and file.read_text("utf-8") == text for file, text in wanted.items()
            ),
            (("systemctl", "daemon-reload"),),
            wanted,
        ),
    ]
    for verb, unit in _STARTED.items():
        if succeeds(*program, verb, "--help"):
            command: Command = ("systemctl", "enable", unit)
            sentence = _("Switch on the service {name}.").format(name=unit)
            found.append(Step(sentence, lambda unit=unit: _is_on(unit), (command,)))  # type: ignore[misc]  # bound now
    return found


def _is_on(unit: str) -> bool:
    return heard("systemctl", "is-enabled", unit).strip() == "enabled"


def _quoted(part: str) -> str:
    return f'"{part}"' if " " in part else part
