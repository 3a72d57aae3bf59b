"""What belongs into the built program: which libraries stay, and the licence texts of all of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
LICENCES = ROOT / "build_spec" / "licences"

LEFT_OUT = re.compile(
    # the look of GTK
    r"libqgtk3"
    # machines without a desktop
    r"|egldeviceintegrations|libqeglfs|Egl[Ff][Ss]|libqlinuxfb|libqvnc|libqvkkhr|libqminimal"
    # picture formats that we neither show nor write
    r"|libqtga|libqtiff|libqwbmp|libqwebp|libqgif|libqpdf|libqicns|libavif|_brotli"
    # Qt's own network, databases, touch keyboards and second world of widgets
    r"|plugins/generic/|networkinformation|plugins/tls/|sqldrivers|qmltooling|Qt6Pdf"
    r"|[Vv]irtual[Kk]eyboard|Qt6Quick|Qt6Qml"
    r"|wayland-graphics-integration-server|WaylandCompositor|WaylandEglCompositor"
    # drawing without a graphics driver on Windows
    r"|opengl32sw|d3dcompiler"
    # the system's; Qt brings its own
    r"|(?<!PySide6/Qt/lib/)libicu"
    # the system's, and never another: it speaks with what runs there
    r"|libsystemd"
)
LICENCE = re.compile(r"(?i)licen[sc]e|copying|notice")
LESSER = ("LGPL-3.0.txt", "GPL-3.0.txt")  # the first adds to the second
BRING_NO_TEXT = {"pyside6-essentials": LESSER, "shiboken6": LESSER}

Entry = tuple[str, str, str]  # as PyInstaller collects: where to, where from, of which kind


def is_used(name: str) -> bool:
    """Whether the program uses a library or file that PyInstaller found."""
    path = name.replace("\\", "/")
    if "/translations/" in path:  # Qt's own words, for its dialogs
        return path.endswith(("_nl.qm", "qtbase_en.qm"))
    return not LEFT_OUT.search(path)


def needed(entries: Sequence[Entry]) -> list[Entry]:
    """Without what is not used, and the libraries of the system that only that asked for."""
    used = [entry for entry in entries if is_used(entry[0])]
    if not sys.platform.startswith("linux"):
        return used
    files = {place: source for place, source, kind in used if kind != "SYMLINK"}
    loose = {place for place in files if re.match(r"lib(?!python)[^/]*$", place)}
    kept = set(files) - loose
    waiting = list(kept)
    while waiting:
        wanted = loose & linked(files[waiting.pop()]) - kept
        kept |= wanted
        waiting += wanted
    places = kept | {Path(place).name for place in kept}
    return [
        (place, source, kind)
        for place, source, kind in used
        if place in kept or (kind == "SYMLINK" and Path(source).name in places)
    ]


def linked(library: str) -> set[str]:
    """The names of the libraries that a library or program on Linux is linked to."""
    asked = ["objdump", "-p", library]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
    return set(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE))


# The licence texts --------------------------------------------------------------------------------


def licences(libraries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Every text that goes with the program, and its place: a folder for each package.

    Raises RuntimeError when a package brings none.
    """
    found = [(str(ROOT / name), "licences") for name in ("LICENSE", "THIRD_PARTY_LICENCES.md")]
    for name in [*locked_packages(), "pyinstaller"]:
        found += placed(name, texts_of(name))
    found += [(str(text), "licences/python") for text in interpreter_texts()]
    found += [(str(text), "licences/carried") for text in (LICENCES / "carried").iterdir()]
    found += [(str(LICENCES / "LGPL-2.1.txt"), "licences/carried")]
    return found + list(system_texts(libraries))


def placed(name: str, texts: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Each text of a package with its place; of two of one name, one goes into its own folder."""
    taken = set()
    for text in texts:
        deeper = f"/{text.parent.name}" if text.name in taken else ""
        taken.add(text.name)
        yield str(text), f"licences/{name}{deeper}"


def locked_packages() -> list[str]:
    """The packages of the lock file that are installed on this system."""
    lock = (ROOT / "build_spec" / "requirements.txt").read_text("utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    return [name for name in names if any(Distribution.discover(name=name))]


def texts_of(name: str) -> list[Path]:
    """The licence texts of a package: its own, or ours of the same licence if it brings none."""
    texts = [
        Path(str(file.locate()))
        for package in Distribution.discover(name=name)
        for file in package.files or []
        if LICENCE.search(str(file).partition(".dist-info")[2])  # or in a folder of such a name
    ]
    texts = texts or [LICENCES / text for text in BRING_NO_TEXT.get(name, ())]
    if not texts:
        raise RuntimeError(f"{name} brings no licence text: add it to build_spec/licences.")
    return texts


def interpreter_texts() -> list[Path]:
    """The licence of the Python that is shipped."""
    folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    found = [folder / "LICENSE.txt" for folder in folders if (folder / "LICENSE.txt").is_file()]
    if not found:
        raise RuntimeError("The licence of Python is not where it usually is.")
    return found[:1]


def system_texts(libraries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """What Debian says of the libraries that came from this system, one text for each package."""
    ours = tuple({sys.prefix, sys.base_prefix} - {"/usr"})
    sources = {Path(source).resolve() for _, source, kind in libraries if kind == "BINARY"}
    names = {source.name for source in sources if not str(source).startswith(ours)}
    if not names or not shutil.which("dpkg-query"):
        return
    asked = ["dpkg-query", "--search", *(f"*/{name}" for name in sorted(names))]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
    common = set()
    for package in packages_in(told):
        text = Path("/usr/share/doc", package, "copyright")
        yield str(text), f"licences/system/{package}"
        common |= set(
            re.findall(r"(/usr/share/common-licenses/[\w.-]*\w)", text.read_text("utf-8"))
        )
    yield from ((text, "licences/system") for text in sorted(common) if Path(text).is_file())


def packages_in(told: str) -> list[str]:
    """The packages that ``dpkg-query --search`` names; a line may also tell of a diversion."""
    return sorted(set(re.findall(r"^([a-z0-9.+-]+)[,:]", told, re.MULTILINE)))
