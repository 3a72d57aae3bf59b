"""The service of the server's computer: ``collect``, which is always on.

It listens to the office's phone systems while that is its turn, also outside office hours, and
makes the nightly backup itself, when it is due and also when that was missed; a timer beside it
would only make a second one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from mcsys_desktop.core import resources
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.servers import collecting
from mcsys_desktop.services.servers.records import Record
from mcsys_desktop.services.servers.steps import Step, heard, succeeds

UNITS = Path("/etc/systemd/system")
HOME = "/var/lib/mcsys"
ACCOUNT = "mcsys"
_BEFORE = ("mcsys-backup.timer", "mcsys-backup.service")  # of earlier programs

_HARDENED = """User=mcsys
WorkingDirectory=/var/lib/mcsys
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths=/var/lib/mcsys {backups}
PrivateTmp=yes
UMask=0077
"""
_TEXTS = {
    "mcsys-collect.service": """[Unit]
Description=MCSys Desktop: logs who calls, keeps the office at night, and backs it up
After=postgresql.service network-online.target
Wants=network-online.target

[Service]
ExecStart={program} --profile {home} {given} collect --to {backups}
Restart=on-failure
RestartSec=30
{hardened}{environment}
[Install]
WantedBy=multi-user.target
""",
}
UNIT = "mcsys-collect.service"
BACKUPS = Path(HOME) / "backups"


def texts(program: list[str], record: Record, backups: Path = BACKUPS) -> dict[str, str]:
    """The units, by name."""
    source = resources.root().parent
    frozen = len(program) == 1
    folder = _quoted(str(backups))
    office = _quoted(collecting.office_of(record, Path(HOME)))
    return {
        name: text.format(
            program=" ".join(_quoted(part) for part in program),
            home=HOME,
            given=f"--office {office} --password-file {HOME}/{collecting.PASSWORD}",
            backups=folder,
            hardened=_HARDENED.format(backups=folder),
            environment="" if frozen else f'Environment="PYTHONPATH={source}"\n',
        )
        for name, text in _TEXTS.items()
    }


def steps(
    program: list[str], record: Record, let_in: Callable[[], object], backups: Path = BACKUPS
) -> Iterator[Step]:
    """Make the account and the folder, let the service into the office, write and switch it on.

    Each next step is made when the one before it was taken: ``let_in`` needs the account.
    """
    yield Step(
        _("Make an account for the services, which can do nothing else."),
        lambda: succeeds("id", "-u", ACCOUNT),
        (
            (
                *("useradd", "--system", "--create-home", "--home-dir", HOME),
                *("--shell", "/usr/sbin/nologin", ACCOUNT),
            ),
        ),
    )
    yield Step(
        _("Make the folder for the backups: {folder}.").format(folder=backups),
        backups.is_dir,
        (("install", "-d", "-o", ACCOUNT, "-g", ACCOUNT, "-m", "0700", str(backups)),),
    )
    let_in()
    wanted = {UNITS / name: text for name, text in texts(program, record, backups).items()}
    yield Step(
        _("Write the service that is always on: it logs calls, and makes the nightly backup."),
        lambda: all(
            file.exists() and file.read_text("utf-8") == text for file, text in wanted.items()
        ),
        (("systemctl", "daemon-reload"),),
        wanted,
    )
    old = [name for name in _BEFORE if (UNITS / name).exists()]
    if old:
        yield Step(
            _("Take away the timer of before, which made a second backup."),
            lambda: False,
            (
                ("systemctl", "disable", "--now", *old),
                ("rm", "-f", *(str(UNITS / name) for name in old)),
                ("systemctl", "daemon-reload"),
            ),
        )
    yield Step(
        _("Switch on the service {name}.").format(name=UNIT),
        lambda: _is_on(UNIT),
        (("systemctl", "enable", UNIT),),
    )


def last_words() -> str:
    """What only the owner can do: the keys of the backups are his, and belong on no server."""
    return _(
        "Now make the keys of the backups and start the service: sudo -u {account} mcsys-desktop"
        " --profile {home} backup keys --to FOLDER, then sudo systemctl start {unit}."
    ).format(account=ACCOUNT, home=HOME, unit=UNIT)


def _is_on(unit: str) -> bool:
    return heard("systemctl", "is-enabled", unit).strip() == "enabled"


def _quoted(part: str) -> str:
    """As systemd reads it: % has a meaning there."""
    part = part.replace("%", "%%")
    return f'"{part}"' if " " in part else part
