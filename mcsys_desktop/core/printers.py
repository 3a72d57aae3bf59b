"""The printers of this computer, through CUPS: Linux and macOS. Windows prints through Qt.

The programs ``lp``, ``lpstat`` and ``lpoptions`` are started with a list of arguments, never by a
shell, and get a paper on standard input: it never lies in a file that others could read. What was
handed to CUPS is in its queue, and comes out when there is paper again, this program or not.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _

SECONDS = 15  # that CUPS gets to answer
MOST_COPIES = 99
_AUTO = ("auto", "automatic", "printerdefault", "autoselect", "default")
# What a printer complains of: the words of IPP (RFC 8011, printer-state-reasons), and ours.
_REASONS = (
    ("media-empty", N_("The printer is out of paper.")),
    ("media-needed", N_("The printer asks for paper.")),
    ("media-jam", N_("Paper is stuck in the printer.")),
    ("toner-empty", N_("The printer is out of toner.")),
    ("marker-supply-empty", N_("The printer is out of ink or toner.")),
    ("door-open", N_("The printer is open.")),
    ("cover-open", N_("The printer is open.")),
    ("connecting-to-device", N_("The printer cannot be reached.")),
    ("timed-out", N_("The printer cannot be reached.")),
    ("offline", N_("The printer is off.")),
    ("shutdown", N_("The printer is off.")),
    ("paused", N_("The printer was stopped.")),
)


@dataclass(frozen=True, slots=True)
class Tray:
    """Where paper lies. ``name`` is the printer's own word, ``label`` what people read."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer, as far as somebody has to choose."""

    name: str
    trays: tuple[Tray, ...] = ()
    two_sided: bool = False  # whether it can
    usual: bool = False  # the one that the system prints on


@dataclass(frozen=True, slots=True)
class Ticket:
    """How something is printed. An empty tray: wherever the printer takes paper from."""

    printer: str
    tray: str = ""
    copies: int = 1
    two_sided: bool = False


def present() -> bool:
    """Whether this computer prints through CUPS."""
    return shutil.which("lp") is not None and shutil.which("lpstat") is not None


def printers() -> list[Printer]:
    """The printers that can be chosen, the usual one first; none where there is no CUPS."""
    if not present():
        return []
    names = [line.strip() for line in _said(["lpstat", "-e"]).splitlines() if line.strip()]
    usual = _said(["lpstat", "-d"]).rpartition(":")[2].strip()
    found = [_printer(name, usual) for name in names]
    return sorted(found, key=lambda printer: (not printer.usual, printer.name.casefold()))


def send(pdf: bytes, ticket: Ticket, title: str) -> str:
    """Hand a PDF to a printer's queue; the name of the job there.

    Raises UserError with what to do: nothing was printed then.
    """
    if not present():
        raise UserError(_("There is no printing on this computer. Save the PDF instead."))
    command = ["lp", "-d", ticket.printer, "-t", _plain(title)]
    command += ["-n", str(max(1, min(ticket.copies, MOST_COPIES))), "-o", "collate=true"]
    sides = "two-sided-long-edge" if ticket.two_sided else "one-sided"
    command += ["-o", f"sides={sides}", "-o", "fit-to-page=false", "-o", "media=A4"]
    if ticket.tray:
        command += ["-o", f"InputSlot={ticket.tray}"]
    done = _run([*command, "--", "-"], pdf)
    if done is None or done.returncode != 0:
        raise UserError(_why(ticket.printer, done))
    job = re.search(rb"request id is (\S+)", done.stdout)
    return job.group(1).decode("utf-8", "replace") if job else ""


def waiting(job: str) -> bool:
    """Whether a job is still in the queue."""
    queue = job.rpartition("-")[0]
    listed = _said(["lpstat", "-W", "not-completed", "-o", queue]).splitlines()
    return any(line.split()[:1] == [job] for line in listed)


def complaint(printer: str) -> str:
    """What a printer complains of, as a sentence; empty when it says nothing."""
    told = _said(["lpstat", "-l", "-p", printer])
    if not told:
        return _("The printer is no longer there.")
    for word, sentence in _REASONS:
        if word in told:
            return _(sentence)
    return _("The printer was stopped.") if " disabled " in told.splitlines()[0] else ""


def _printer(name: str, usual: str) -> Printer:
    trays: list[Tray] = []
    two_sided = False
    for line in _said(["lpoptions", "-p", name, "-l"]).splitlines():
        option, _colon, values = line.partition(":")
        key = option.partition("/")[0].casefold()
        words = [value.lstrip("*") for value in values.split()]
        if key in ("inputslot", "media-source"):
            trays = [Tray(word, _spaced(word)) for word in words if word.casefold() not in _AUTO]
        elif key in ("duplex", "sides", "efduplex", "ketaduplex"):
            two_sided = any(word.casefold() not in ("none", "one-sided") for word in words)
    return Printer(name, tuple(trays), two_sided, name == usual)


def _why(printer: str, done: "subprocess.CompletedProcess[bytes] | None") -> str:
    said = b"" if done is None else done.stderr.lower()
    if done is None or b"not running" in said or b"unable to connect" in said:
        return _("The print service of this computer does not answer. Nothing was printed.")
    if b"does not exist" in said or b"not found" in said or b"unknown" in said:
        return _(
            "The printer {printer} is no longer there. Choose another one; nothing was printed."
        ).format(printer=printer)
    if b"not accepting" in said or b"rejecting" in said:
        return _("The printer {printer} takes no jobs now. Nothing was printed.").format(
            printer=printer
        )
    return _("The printer {printer} refused this. Nothing was printed.").format(printer=printer)


def _said(command: Sequence[str]) -> str:
    done = _run(command, b"")
    return "" if done is None else done.stdout.decode("utf-8", "replace")


def _run(command: Sequence[str], given: bytes) -> "subprocess.CompletedProcess[bytes] | None":
    try:
        return subprocess.run(  # noqa: S603  # a list of arguments, and no shell
            list(command),
            input=given,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env=os.environ | {"LC_ALL": "C", "SOFTWARE": ""},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _plain(title: str) -> str:
    return re.sub(r"[^\w .-]", " ", title)[:60].strip() or "MCSys"


def _spaced(word: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", word).replace("-", " ")
