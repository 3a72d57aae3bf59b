"""The one command of developers: quiet on standard output, quick the second time, tidy always."""

import gettext
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import dev
from build_spec import catalogues
from tests import postgres

SPEAKING_PROGRAM = """
import sys
print("the program got", sys.argv[1:])
"""

CATALOGUE = """
#, fuzzy
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: somewhere.py:1
msgid "Save"
msgstr "Opslaan"
msgid "{count} call"
msgid_plural "{count} calls"
msgstr[0] "{count} gesprek"
msgstr[1] "{count} gesprekken"

msgctxt "of a door"
msgid "Open"
msgstr "Open\u00ebn \\"nu\\"\\t"

#, fuzzy, python-brace-format
msgid "Guessed"
msgstr "Gegokt"

msgid "Not yet"
msgstr ""

msgid ""
"In two "
"lines"
msgstr ""
"Over twee "
"regels"

#~ msgid "Gone"
#~ msgstr "Weg"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small copy: the real dev.py, an empty lock file, and a program that says what it got."""
    for name in ("dev.py", "build_spec/catalogues.py", "tests/postgres.py"):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copy(dev.ROOT / name, target)
    (tmp_path / "build_spec" / "requirements.txt").write_text("")
    (tmp_path / "mcsys_desktop").mkdir()
    (tmp_path / "mcsys_desktop" / "__main__.py").write_text(SPEAKING_PROGRAM)
    return tmp_path


def run_in(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the copy's dev.py as a developer would."""
    command = [sys.executable, str(checkout / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)


def test_run_leaves_standard_output_to_the_program_and_is_quick_the_second_time(
    checkout: Path,
) -> None:
    first = run_in(checkout, "run", "number", "0612345678", "--json")
    assert first.stdout == "the program got ['number', '0612345678', '--json']\n"
    assert "[dev] preparing .venv" in first.stderr

    begun = time.monotonic()
    second = run_in(checkout, "run", "number", "0612345678", "--json")
    assert time.monotonic() - begun < 2
    assert second.stdout == first.stdout
    assert second.stderr == ""


def test_a_changed_lock_file_prepares_the_environment_again(checkout: Path) -> None:
    run_in(checkout, "run", "x")
    lock = checkout / "build_spec" / "requirements.txt"
    lock.write_text("# another\n")
    assert "[dev] preparing .venv" in run_in(checkout, "run", "x").stderr
    lock.write_text("six==1.17.0\n")  # without a hash: refused, and nothing is started
    refused = run_in(checkout, "run", "x")
    assert refused.returncode != 0
    assert refused.stdout == ""


@pytest.mark.skipif(
    not dev.is_prepared(dev.DEVELOPMENT), reason="this environment was not made by dev.py"
)
def test_the_real_program_answers_within_two_seconds_and_alone() -> None:
    begun = time.monotonic()
    answer = run_in(dev.ROOT, "run", "number", "0612345678", "--json")
    assert time.monotonic() - begun < 2
    assert answer.stdout.lstrip().startswith("{")
    assert answer.stderr == ""
    assert answer.returncode == 0


def test_who_may_not_install_gets_the_one_line_to_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "may_install", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/it")
    with pytest.raises(SystemExit):
        dev.install(["libgl1", "python3-venv"])
    output = capfd.readouterr()
    assert output.out == ""
    assert output.err.splitlines()[-1] == (
        "sudo sh -c 'apt-get update && "
        "apt-get install -y --no-install-recommends libgl1 python3-venv'"
    )


@pytest.mark.parametrize(
    ("results", "commands"),
    [
        ([0], ["install"]),
        ([100, 0, 0], ["install", "update", "install"]),
    ],
)
def test_package_lists_are_fetched_only_when_needed(
    monkeypatch: pytest.MonkeyPatch, results: list[int], commands: list[str]
) -> None:
    asked: list[str] = []

    def apt(command: list[str]) -> subprocess.CompletedProcess[str]:
        asked.extend(word for word in command if word in ("install", "update"))
        return subprocess.CompletedProcess(command, results[len(asked) - 1], "")

    monkeypatch.setattr(dev, "may_install", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/it")
    monkeypatch.setattr(dev, "apt", apt)
    dev.install(["libgl1"])
    assert asked == commands


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    assert "libnowhere9" in dev.missing_libraries()


def test_a_catalogue_compiles_to_what_babel_compiles(tmp_path: Path) -> None:
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "mcsys.po").write_text(CATALOGUE, "utf-8")
    catalogues.compile_catalogues(tmp_path)
    with (folder / "mcsys.mo").open("rb") as file:
        ours = gettext.GNUTranslations(file)
    assert ours.gettext("Save") == "Opslaan"
    assert ours.ngettext("{count} call", "{count} calls", 1) == "{count} gesprek"
    assert ours.ngettext("{count} call", "{count} calls", 2) == "{count} gesprekken"
    assert ours.pgettext("of a door", "Open") == 'Open\u00ebn "nu"\t'
    assert ours.gettext("In two lines") == "Over twee regels"
    for untranslated in ("Guessed", "Not yet", "Gone"):
        assert ours.gettext(untranslated) == untranslated


def test_our_own_catalogues_compile_to_what_babel_compiles() -> None:
    sources = list(dev.LOCALE.glob("*/LC_MESSAGES/*.po"))
    assert sources
    for source in sources:
        with source.open("rb") as file:
            by_babel = io.BytesIO()
            write_mo(by_babel, read_po(file))
        by_babel.seek(0)
        theirs = vars(gettext.GNUTranslations(by_babel))["_catalog"]
        packed = catalogues.pack_messages(catalogues.read_messages(source.read_text("utf-8")))
        ours = vars(gettext.GNUTranslations(io.BytesIO(packed)))["_catalog"]
        assert {key: text for key, text in ours.items() if key} == {
            key: text for key, text in theirs.items() if key
        }


def test_a_catalogue_is_compiled_only_when_its_source_is_newer(tmp_path: Path) -> None:
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source, target = folder / "mcsys.po", folder / "mcsys.mo"
    source.write_text(CATALOGUE, "utf-8")
    target.write_bytes(b"fresh")
    os.utime(source, (1_000_000_000, 1_000_000_000))
    catalogues.compile_catalogues(tmp_path)
    assert target.read_bytes() == b"fresh"
    os.utime(source, (2_000_000_000, 2_000_000_000))
    catalogues.compile_catalogues(tmp_path)
    assert target.read_bytes() != b"fresh"


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="there is no Xvfb here")
def test_the_virtual_display_goes_when_it_is_no_longer_needed() -> None:
    with dev.virtual_display() as variables, socket.socket(socket.AF_UNIX) as client:
        door = "/tmp/.X11-unix/X" + variables["DISPLAY"].removeprefix(":")  # noqa: S108
        client.connect(door)
    with socket.socket(socket.AF_UNIX) as client, pytest.raises(OSError, match=r"refused|No such"):
        client.connect(door)


@pytest.mark.skipif(not postgres.server_programs(), reason="there is no PostgreSQL here")
@pytest.mark.parametrize("end", [None, KeyboardInterrupt])
def test_the_tests_server_leaves_nothing_behind(end: type[BaseException] | None) -> None:
    programs = postgres.server_programs()
    assert programs
    port = 0

    def use() -> None:
        nonlocal port
        with postgres.postgres_server(programs, sys.executable) as address:
            port = urlsplit(address).port or 0
            socket.create_connection(("127.0.0.1", port)).close()
            assert own_folders()
            if end:
                raise end

    def own_folders() -> list[Path]:
        return list(postgres.SERVERS.glob(f"{postgres.SERVER_PREFIX}{os.getpid()}-*"))

    if end:
        with pytest.raises(end):
            use()
    else:
        use()
    assert not own_folders()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no telling who still runs")
def test_what_a_killed_run_left_behind_is_removed_by_the_next(tmp_path: Path) -> None:
    programs = postgres.server_programs() or tmp_path
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    left, used = (
        Path(tempfile.mkdtemp(prefix=f"{postgres.SERVER_PREFIX}{maker}-", dir=postgres.SERVERS))
        for maker in (process.pid, os.getpid())
    )
    postgres.sweep_up(programs)
    assert not left.exists()
    assert used.exists()
    used.rmdir()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send")
def test_an_interrupted_run_ends_its_child_first(tmp_path: Path) -> None:
    mark = tmp_path / "tidied"
    child = (
        "import signal, sys, pathlib, time\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (pathlib.Path({str(mark)!r}).touch(),"
        " sys.exit(0)))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = (
        "import signal, sys, os, dev\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        f"dev.call([sys.executable, '-c', {child!r}], os.environ)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], cwd=dev.ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
    assert mark.exists()
