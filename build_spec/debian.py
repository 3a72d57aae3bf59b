"""What developing stands on in Debian and Ubuntu: which package brings what is missing.

Only the standard library: dev.py reads this with any Python.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIBRARIES = {  # what Qt links to: shared object -> the package that brings it
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libcups.so.2": "libcups2",
}
WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0", "libwayland-egl.so.1": "libwayland-egl1"}
WINDOW_TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}
PACKAGING_TOOLS = {"objdump": "binutils"}  # PyInstaller reads and strips libraries with it
TELEPHONES = {  # an exchange and telephones to call with: a file -> the package that brings it
    "usr/sbin/kamailio": "kamailio",
    "usr/lib/*/kamailio/modules/tls.so": "kamailio-tls-modules",
    "usr/lib/*/kamailio/modules/presence.so": "kamailio-presence-modules",
    "usr/lib/*/kamailio/modules/db_sqlite.so": "kamailio-sqlite-modules",
    "usr/bin/sipp": "sip-tester",
}
PRINTERS = {  # a print service of our own, with a printer that makes PDFs; likewise
    "usr/sbin/cupsd": "cups",
    "usr/bin/lp": "cups-client",
    "usr/lib/cups/filter/pdftopdf": "cups-filters",
    "usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
}
SCREEN_READER = {  # what hears the program as somebody who sees nothing does; likewise
    "usr/bin/dbus-run-session": "dbus-daemon",
    "usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
}


def missing_files(files: Mapping[str, str], root: Path = Path("/")) -> list[str]:
    """Packages of the files that are nowhere."""
    return [package for name, package in files.items() if not any(root.glob(name))]


def keep_servers_off(packages: Sequence[str], root: Path = Path("/")) -> None:
    """Keep Debian from starting servers of its own, where these packages are to be installed."""
    if "postgresql" in packages:
        settings = root / "etc" / "postgresql-common" / "createcluster.conf"
        if not settings.exists():
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text("create_main_cluster = false\n")
    units = root / "etc" / "systemd" / "system"
    for service in ("kamailio", "cups"):
        unit = units / f"{service}.service"
        if service in packages and units.is_dir() and not unit.exists():
            unit.symlink_to("/dev/null")  # what `systemctl mask` makes; a desk wants neither
