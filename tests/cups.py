"""A print service of our own with a printer that makes PDFs: the real CUPS, on a free port."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

CUPSD, LPADMIN = "/usr/sbin/cupsd", "/usr/sbin/lpadmin"
PDF_PRINTER = Path("/usr/lib/cups/backend/cups-pdf")
_CONF = """LogLevel warn
Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Location /admin>
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """User lp
Group lp
SystemGroup root
ServerRoot {at}/etc
RequestRoot {at}/spool
CacheDir {at}/cache
StateDir {at}/state
TempDir {at}/spool
AccessLog {at}/access
ErrorLog {at}/error
PageLog {at}/page
"""


def why_not() -> str:
    """Why there can be no print service of our own here; empty when there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root starts a print service of its own"
    there = shutil.which("lp") and Path(CUPSD).exists() and PDF_PRINTER.exists()
    return "" if there else "CUPS with its PDF printer is not installed"


@dataclass(frozen=True, slots=True)
class Service:
    """A print service that runs: ``printer`` is its printer.

    Its PDFs come into the folder PDF of whoever prints: its backend knows no other place, and may
    take a name that is there already. What was there ``before`` (with its time) is not meant, and
    what comes is taken away.
    """

    printer: str
    before: frozenset[tuple[Path, int]]

    def admin(self, *arguments: str) -> None:
        """Change something, as whoever looks after the printers does."""
        subprocess.run(arguments, check=True, capture_output=True)

    def printed(self, count: int = 1) -> list[bytes]:
        """The PDFs that came out, in order; waited for."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            new = sorted(_folder() - self.before, key=lambda seen: seen[1])
            found = [file for file, _written in new]
            done = not subprocess.run(
                ["lpstat", "-W", "not-completed", "-o"], check=True, capture_output=True
            ).stdout
            if len(found) >= count and done:
                printed = [file.read_bytes() for file in found]
                for file in found:
                    file.unlink()
                return printed
            time.sleep(0.2)
        raise TimeoutError("nothing came out of the printer")


@contextmanager
def service(at: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A print service below a folder, and this process speaking to it."""
    for name in ("etc/ppd", "spool", "cache", "state"):
        (at / name).mkdir(parents=True)
    for folder in (at, *at.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)  # the service drops its rights
    (at / "spool").chmod(0o1777)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (at / "etc/cupsd.conf").write_text(_CONF.format(port=port))
    (at / "etc/cups-files.conf").write_text(_FILES.format(at=at))
    daemon = subprocess.Popen(
        [CUPSD, "-f", "-c", at / "etc/cupsd.conf", "-s", at / "etc/cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            told = subprocess.run(["lpstat", "-r"], check=False, capture_output=True).stdout
            if b"is running" in told:
                break
            time.sleep(0.1)
        made = Service("Balie", _folder())
        model = "lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd"
        made.admin(LPADMIN, "-p", made.printer, "-E", "-v", "cups-pdf:/", "-m", model)
        yield made
    finally:
        daemon.terminate()
        daemon.wait(20)


def _folder() -> frozenset[tuple[Path, int]]:
    import pwd  # not on Windows

    home = Path(pwd.getpwuid(os.geteuid()).pw_dir)  # tests have another HOME
    files = (home / "PDF").glob("*.pdf")
    return frozenset((file, file.stat().st_mtime_ns) for file in files)
