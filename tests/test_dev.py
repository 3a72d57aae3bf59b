"""The one command of developers: quiet on standard output, quick the second time, one sentence."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dev
from build_spec import debian

SPEAKING_PROGRAM = """
import sys
print("the program got", sys.argv[1:])
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small copy: the real dev.py, an empty lock file, and a program that says what it got."""
    for name in ("dev.py", "build_spec/catalogues.py", "build_spec/debian.py", "tests/postgres.py"):
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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send")
def test_a_preparation_that_was_interrupted_says_nothing_and_is_made_anew(checkout: Path) -> None:
    command = [sys.executable, str(checkout / "dev.py"), "run", "x"]
    with subprocess.Popen(
        command,
        env=os.environ | {"TMPDIR": str(checkout)},  # where pip's maker leaves something behind
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while not (checkout / ".venv" / "bin" / "python").exists():  # pip comes after it
            assert process.poll() is None
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        output, words = process.communicate(timeout=20)
    assert process.returncode == 130
    assert output == ""
    assert [line for line in words.splitlines() if not line.startswith("[dev] ")] == []
    assert run_in(checkout, "run", "x").stdout == "the program got ['x']\n"


def test_a_lock_file_that_fails_does_not_pass_for_the_one_before(checkout: Path) -> None:
    first = run_in(checkout, "run", "x")
    lock = checkout / "build_spec" / "requirements.txt"
    lock.write_text("six==1.17.0\n")  # without a hash; it could have failed half-way as well
    assert run_in(checkout, "run", "x").returncode == 1
    lock.write_text("")
    again = run_in(checkout, "run", "x")
    assert again.stdout == first.stdout
    assert "[dev] preparing .venv" in again.stderr


def test_the_words_of_an_installation_are_kept() -> None:
    program = "import sys; print('one'); sys.stderr.write('two'); sys.exit(100)"
    result = dev.apt([sys.executable, "-c", program])
    assert result.returncode == 100
    assert sorted(re.findall("one|two", result.stdout)) == ["one", "two"]


def test_what_the_system_refuses_is_one_sentence(checkout: Path) -> None:
    folder = checkout / "resources" / "locale" / "nl" / "LC_MESSAGES"
    (folder / "mcsys.mo").mkdir(parents=True)  # in the way of the file
    (folder / "mcsys.po").write_text("")
    os.utime(folder / "mcsys.mo", (1, 1))
    refused = run_in(checkout, "run", "x")
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert re.fullmatch(r"\[dev\] preparing .*\n\[dev\] .*mcsys\.mo.*\n", refused.stderr)


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


@pytest.mark.parametrize(("missing", "asked"), [(["libgl1"], [["libgl1", "xvfb"]]), ([], [[]])])
def test_a_screen_for_the_tour_is_asked_for_only_beside_something_else(
    monkeypatch: pytest.MonkeyPatch, missing: list[str], asked: list[list[str]]
) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(dev, "install", installed.append)
    monkeypatch.setattr(dev, "may_install", lambda: False)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    monkeypatch.setattr(dev, "is_prepared", lambda *_: True)
    monkeypatch.setattr(dev, "missing_libraries", lambda: missing)
    monkeypatch.setattr(dev, "missing_programs", lambda _: ["xvfb"])
    monkeypatch.setattr(dev, "show_pictures", lambda _: 0)
    assert dev.run([]) == 0
    assert installed == asked


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


def test_a_display_that_is_emptied_asks_for_no_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "LIBRARIES", {})
    monkeypatch.setattr(dev, "WAYLAND", {"libnowhere.so.9": "libnowhere9"})
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    assert dev.missing_libraries() == []
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.missing_libraries() == ["libnowhere9"]


def test_an_exchange_to_test_with_is_installed_but_never_started(tmp_path: Path) -> None:
    (tmp_path / "usr" / "bin").mkdir(parents=True)
    (tmp_path / "usr" / "bin" / "sipp").touch()
    packages = debian.missing_files(debian.TELEPHONES, tmp_path)
    assert "kamailio-tls-modules" in packages
    assert "sip-tester" not in packages
    (tmp_path / "etc" / "systemd" / "system").mkdir(parents=True)
    debian.keep_servers_off([*packages, "postgresql"], tmp_path)
    unit = tmp_path / "etc" / "systemd" / "system" / "kamailio.service"
    assert unit.readlink() == Path("/dev/null")
    cluster = tmp_path / "etc" / "postgresql-common" / "createcluster.conf"
    assert "false" in cluster.read_text()


@pytest.mark.parametrize(
    ("base", "found", "packages"),
    [
        ("/usr", "", ["libpython3.11"]),
        ("/usr", "libpython3.11.so.1.0", []),
        ("/opt/python", "", []),  # not Debian's
    ],
)
def test_debians_python_needs_its_library_to_be_frozen(
    monkeypatch: pytest.MonkeyPatch, base: str, found: str, packages: list[str]
) -> None:
    def answer(_python: str, expression: str) -> str:
        if "base_prefix" in expression:
            return base
        return found if "find_library" in expression else "python3.11"

    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "answer_of", answer)
    assert dev.missing_python_library("python3") == packages


def test_another_python_answers_and_one_that_is_not_there_does_not() -> None:
    assert dev.answer_of(sys.executable, "sys.version") == sys.version
    assert dev.answer_of("/nowhere/python3", "sys.version") == ""
