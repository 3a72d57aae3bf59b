"""What the built program is made of: no library too many, and no licence text too few."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_spec import shipped

STARTING = Path(shipped.__file__).parent / "as_python_starts.py"
LINUX = sys.platform.startswith("linux")


@pytest.mark.parametrize("name", [*shipped.locked_packages(), "pyinstaller"])
def test_every_shipped_package_brings_its_licence_text(name: str) -> None:
    assert sum(len(text.read_bytes()) for text in shipped.texts_of(name)) > 400


def test_a_package_without_a_text_is_not_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "BRING_NO_TEXT", {})
    with pytest.raises(RuntimeError, match="pyside6-essentials brings no licence text"):
        shipped.licences([])


def test_every_text_goes_into_a_folder_of_its_package() -> None:
    placed = shipped.licences([])
    folders = {folder for _, folder in placed}
    assert {f"licences/{name}" for name in shipped.locked_packages()} <= folders
    assert {"licences", "licences/python", "licences/carried"} <= folders
    places = [f"{folder}/{Path(text).name}" for text, folder in placed]
    assert len(places) == len(set(places)), "one would lie over another"
    assert all(Path(text).is_file() for text, _ in placed)


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="this is not Debian")
def test_a_library_of_the_system_brings_what_debian_says_of_it() -> None:
    files = subprocess.run(
        ["dpkg-query", "--listfiles", "zlib1g"], capture_output=True, text=True, check=True
    )
    library = next(name for name in files.stdout.split() if ".so.1." in name)
    texts = list(shipped.system_texts([("libz.so.1", library, "BINARY")]))
    assert texts[0] == ("/usr/share/doc/zlib1g/copyright", "licences/system/zlib1g")


def test_a_diversion_is_not_taken_for_a_package() -> None:
    told = (
        "diversion by libc6 from: /lib/a\nzlib1g:amd64: /lib/a\nx11-6:i386, x11-6:amd64: /lib/b\n"
    )
    assert shipped.packages_in(told) == ["x11-6", "zlib1g"]


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\Qt\\translations\\qtbase_nl.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("libicudata.so.72", False),
        ("libQt6EglFsKmsSupport.so.6", False),
    ],
)
def test_what_the_program_does_not_use_is_left_out(name: str, used: bool) -> None:
    assert shipped.is_used(name) == used


@pytest.mark.skipif(not LINUX, reason="elsewhere everything that is found stays")
def test_libraries_that_only_something_left_out_asked_for_go_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    links = {
        "/qxcb": {"libX11.so.6", "libc.so.6"},
        "/X11": {"libXau.so.6"},
        "/qgtk3": {"libgtk-3.so.0"},
        "/gtk": {"libpixman-1.so.0"},
    }
    monkeypatch.setattr(shipped, "linked", lambda library: links.get(library, set()))
    entries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/qxcb", "BINARY"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/qgtk3", "BINARY"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/core", "BINARY"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("libpython3.11.so.1.0", "/python", "BINARY"),
        ("libX11.so.6", "/X11", "BINARY"),
        ("libXau.so.6", "/Xau", "BINARY"),
        ("libgtk-3.so.0", "/gtk", "BINARY"),
        ("libpixman-1.so.0", "/pixman", "BINARY"),
        ("libfoo.so", "somewhere/libpixman-1.so.0", "SYMLINK"),
    ]
    assert [place for place, _, _ in shipped.needed(entries)] == [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "libQt6Core.so.6",
        "libpython3.11.so.1.0",
        "libX11.so.6",
        "libXau.so.6",
    ]


@pytest.mark.skipif(not LINUX or not shutil.which("objdump"), reason="there is no objdump here")
def test_what_a_library_is_linked_to_is_read_from_it() -> None:
    assert any(name.startswith("libc.so") for name in shipped.linked(shutil.which("sh") or ""))


@pytest.mark.skipif(not LINUX, reason="elsewhere text is UTF-8 anyway")
@pytest.mark.parametrize(
    ("given", "spoken"),
    [
        ({}, "C.UTF-8"),
        ({"LANG": "POSIX"}, "C.UTF-8"),
        ({"LANG": "nl_NL.UTF-8"}, ""),
        ({"LC_ALL": "C"}, ""),  # somebody means it
    ],
)
def test_text_is_utf8_where_no_language_is_set(given: dict[str, str], spoken: str) -> None:
    # A Python that does not see to it by itself: like the frozen one.
    code = f"exec(open({str(STARTING)!r}).read()); print(os.environ.get('LC_CTYPE', ''))"
    bare = {name: text for name, text in os.environ.items() if name[:2] != "LC" and name != "LANG"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=bare | {"PYTHONCOERCECLOCALE": "0"} | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == spoken


@pytest.mark.skipif(not LINUX, reason="it is done with a shell")
def test_where_nobody_can_read_printing_goes_nowhere() -> None:
    code = f"exec(open({str(STARTING)!r}).read()); print(1); sys.stderr.write('2')"
    closed = ["sh", "-c", 'exec "$0" -c "$1" >&- 2>&-', sys.executable, code]
    assert subprocess.run(closed, check=False).returncode == 0
