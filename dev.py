#!/usr/bin/env python3
"""Everything a developer does, from a fresh copy, with nothing but Python 3.11.

    python3 dev.py run                open the program on an invented office
    python3 dev.py run ARGUMENTS      pass the arguments on to the program
    python3 dev.py test [ARGUMENTS]   everything that must hold; arguments go to pytest alone
    python3 dev.py bench [ARGUMENTS]  measure
    python3 dev.py endurance [NAME]   break things for hours, and see what is lost
    python3 dev.py build              freeze the program into dist/ (--python FILE: with that one)
    python3 dev.py translate          bring the catalogues up to date with the source

The first run prepares an environment in .venv; as root on Debian and Ubuntu it also installs the
system libraries that are missing, otherwise it prints the line that does. Its own messages go to
standard error: standard output belongs to the program.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from build_spec.catalogues import compile_catalogues
from build_spec.debian import (
    LIBRARIES,
    PACKAGING_TOOLS,
    PRINTERS,
    SCREEN_READER,
    TELEPHONES,
    WAYLAND,
    WINDOW_TOOLS,
    keep_servers_off,
    missing_files,
)
from build_spec.one_at_a_time import one_at_a_time
from tests.beside import BESIDE, PROGRAMS, beside
from tests.postgres import is_root, postgres_server, server_programs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BUILD_ENVIRONMENT = ROOT / ".venv-build"
RUNTIME = ROOT / "build_spec" / "requirements.txt"
DEVELOPMENT = ROOT / "build_spec" / "requirements-dev.txt"  # contains all of RUNTIME; a test checks
LOCALE = ROOT / "resources" / "locale"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")


def say(*words: object) -> None:
    """Tell the developer something, beside the program's own output."""
    print("[dev]", *words, file=sys.stderr, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with a sentence that says what to do."""
    say(sentence)
    sys.exit(1)


# System packages ----------------------------------------------------------------------------------


def missing_libraries() -> list[str]:
    """Packages of the shared libraries that the loader does not find."""
    if not LINUX:
        return []
    import ctypes

    missing = []
    wayland = WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {}  # a virtual display empties it
    for name, package in (LIBRARIES | wayland).items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(package)
    return missing


def missing_programs(programs: Mapping[str, str]) -> list[str]:
    """Packages of the programs that are not on the path."""
    return [package for name, package in programs.items() if LINUX and not shutil.which(name)]


def missing_pip() -> list[str]:
    """Debian splits what makes environments off into a package of its own."""
    from importlib.util import find_spec

    return [] if find_spec("ensurepip") or not LINUX else ["python3-venv"]


def missing_python_library(python: str) -> list[str]:
    """Debian puts the library form of its Python, which gets frozen, into a package of its own."""
    name = answer_of(python, "'python%d.%d' % sys.version_info[:2]")
    theirs = LINUX and answer_of(python, "sys.base_prefix") == "/usr"
    found = answer_of(python, f"ctypes.util.find_library({name!r}) or ''")
    return ["lib" + name] if theirs and not found else []


def may_install() -> bool:
    """Whether this user may install system packages here."""
    return LINUX and is_root() and bool(shutil.which("apt-get"))


def install(packages: Sequence[str]) -> None:
    """Install system packages, or print the one line that does."""
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        stop("Install what your system has for these Debian packages first: " + " ".join(packages))
    if not may_install():
        root = "sudo sh" if shutil.which("sudo") else "su"
        line = f"{root} -c 'apt-get update && {' '.join(command)}'"
        stop("Run this once, then try again:\n" + line)
    say("installing:", *packages)
    keep_servers_off(packages)
    command[1:1] = ["-q", "-o", "DPkg::Lock::Timeout=300"]
    if apt(command).returncode:  # the package lists are empty or out of date: fetch them once
        apt(["apt-get", "-q", "update"])
        if (result := apt(command)).returncode:
            stop(result.stdout.strip() + "\nThe packages could not be installed.")


def apt(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run apt-get without questions."""
    return undisturbed(command, DEBIAN_FRONTEND="noninteractive", UCF_FORCE_CONFFOLD="1")


# The environment ----------------------------------------------------------------------------------


def interpreter_in(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def fingerprint(lock: Path, version: str) -> str:
    """What an environment was made from: other contents or another Python give another text."""
    import hashlib

    return hashlib.sha256(lock.read_bytes() + version.encode()).hexdigest()


def is_prepared(lock: Path, folder: Path = ENVIRONMENT, version: str = sys.version) -> bool:
    """Whether the environment holds exactly what the lock file names."""
    stamp = folder / f"{lock.name}.stamp"
    made = stamp.is_file() and interpreter_in(folder).exists()
    return made and stamp.read_text() == fingerprint(lock, version)


def prepare(lock: Path, folder: Path = ENVIRONMENT, maker: str = sys.executable) -> str:
    """Make or update an environment from a lock file with hashes; return its Python."""
    version = sys.version if maker == sys.executable else answer_of(maker, "sys.version")
    python = str(interpreter_in(folder))
    if is_prepared(lock, folder, version):
        return python
    with one_at_a_time(folder.with_name(f"{folder.name}.turn")):
        if not is_prepared(lock, folder, version):  # another may just have made it
            make_environment(lock, folder, maker, version)
    return python


def make_environment(lock: Path, folder: Path, maker: str, version: str) -> None:
    """Make an environment, or bring it up to date."""
    python = str(interpreter_in(folder))
    say(f"preparing {folder.name} (the first time takes a minute)")
    stamps = list(folder.glob("*.stamp"))
    if not stamps or answer_of(python, "sys.version") != version:
        quietly([maker, "-m", "venv", "--clear", str(folder)])
    for stamp in stamps:  # until all is there: what is interrupted now is made anew
        stamp.unlink(missing_ok=True)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq"]
    quietly([*pip, "install", "--require-hashes", "-r", str(lock)])
    for satisfied in {lock, RUNTIME}:
        (folder / f"{satisfied.name}.stamp").write_text(fingerprint(satisfied, version))


def answer_of(python: str, expression: str) -> str:
    """What another Python makes of an expression; empty where it does not start."""
    question = f"import ctypes.util, sys; sys.stdout.write({expression})"
    with contextlib.suppress(OSError):
        asked = [python, "-c", question]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return ""


def quietly(command: Sequence[str]) -> None:
    """Run a step of the preparation; only when it fails one sees what it said."""
    if (result := undisturbed(command)).returncode:
        stop(f"{result.stdout.strip()}\nThis failed, for the reason above: {' '.join(command)}")


# Running things -----------------------------------------------------------------------------------


def surroundings(**more: str) -> dict[str, str]:
    """The variables for program and tests. Compiled code is kept: a start is a third faster."""
    fixed = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""}
    return os.environ | fixed | more


def call(command: Sequence[str], env: Mapping[str, str], cwd: Path | None = None) -> int:
    """Run a child to its end. Interrupted, it gets time to tidy up."""
    with subprocess.Popen(command, env=env, cwd=cwd) as child:
        try:
            return child.wait()
        except BaseException as reason:
            if not isinstance(reason, KeyboardInterrupt):  # Ctrl-C has reached the child already
                child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(20)
            child.kill()
            raise


def undisturbed(command: Sequence[str], **more: str) -> subprocess.CompletedProcess[str]:
    """Run a step that the terminal's Ctrl-C does not reach, and keep what it says.

    Interrupted, it is told so and waited for: pip tidies up, and apt-get, which would stop in the
    middle when it is killed, first installs what it has begun with.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as words:
        with subprocess.Popen(
            command,
            env=os.environ | more,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
        ) as step:
            try:
                step.wait()
            except BaseException:
                say("one moment: nothing may be left half done")
                for number in () if WINDOWS else (signal.SIGINT, signal.SIGKILL):
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(step.pid, number)
                    step.wait()  # then nobody is left, or children of it that did not listen
                raise
        words.seek(0)
        return subprocess.CompletedProcess(command, step.returncode, words.read())


def become(command: list[str], env: Mapping[str, str]) -> int:
    """Run the program in the place of this one."""
    if not WINDOWS:  # there the console would come back before the program ends
        os.execve(command[0], command, env)  # noqa: S606 - no shell is what we want
    return call(command, env)


def has_display() -> bool:
    """Whether windows can be opened here."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextlib.contextmanager
def virtual_display() -> Iterator[dict[str, str]]:
    """A screen that nobody sees; gives the environment variables that lead to it.

    Not xvfb-run: that waits for a signal which never comes when it is the first process of a
    container. The whole line is read, because Xvfb dies when the pipe is closed too early.
    """
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x960x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the program; the screen goes after it
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            stop("The virtual display (Xvfb) did not start.")
        yield {"DISPLAY": f":{number}", "WAYLAND_DISPLAY": ""}
    finally:
        server.terminate()
        server.wait()


# The verbs ----------------------------------------------------------------------------------------


def run(arguments: Sequence[str]) -> int:
    """Open the program, or hand it the arguments."""
    show = not arguments and not has_display()
    packages = missing_libraries() + ([] if is_prepared(RUNTIME) else missing_pip())
    if show and (packages or may_install()):  # it does without; not worth a question of its own
        packages += missing_programs({"Xvfb": "xvfb"})
    install(packages)
    program = [prepare(RUNTIME), "-P", "-m", "mcsys_desktop"]
    compile_catalogues(LOCALE)
    if show:
        return show_pictures(program)
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return become([*program, *(arguments or ["demo"])], surroundings())


def show_pictures(program: Sequence[str]) -> int:
    """Without a screen: play the tour and say where its pictures lie."""
    pictures = ROOT / "screenshots"
    say("There is no display here: the program plays its tour instead.")
    with contextlib.ExitStack() as stack:
        screen = {"QT_QPA_PLATFORM": "offscreen"}
        if shutil.which("Xvfb"):
            screen = stack.enter_context(virtual_display()) | {"QT_QPA_PLATFORM": "xcb"}
        failed = call([*program, "tour", "--to", str(pictures)], surroundings(**screen))
    say(f"The tour {'FAILED' if failed else 'is done'}. Its pictures: {pictures}")
    return failed


@contextlib.contextmanager
def workshop(*, durable: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
    """All that tests and measurements stand on; gives the Python and the variables to use."""
    packages = missing_libraries() + missing_programs(WINDOW_TOOLS)
    packages += [] if is_prepared(DEVELOPMENT) else missing_pip()
    packages += ["postgresql"] if LINUX and not server_programs() else []
    if packages or may_install():  # without them some tests are left out, and say why
        packages += missing_files(TELEPHONES | SCREEN_READER | PRINTERS)
    install(packages)
    python = prepare(DEVELOPMENT)
    compile_catalogues(LOCALE)
    more = {"QT_QPA_PLATFORM": "offscreen"}
    with contextlib.ExitStack() as stack:
        if LINUX:  # also where there is a screen: tests must not take the developer's keyboard
            more |= stack.enter_context(virtual_display())
        if "MCSYS_TEST_POSTGRES" in os.environ:
            say("using the PostgreSQL that MCSYS_TEST_POSTGRES names")
        elif programs := server_programs():
            server = postgres_server(programs, python, durable=durable)
            more["MCSYS_TEST_POSTGRES"] = stack.enter_context(server)
        else:
            say("PostgreSQL is not installed here: everything runs on SQLite only.")
        yield python, surroundings(**more)


def test(arguments: Sequence[str]) -> int:
    """Style, types, contracts and tests; with arguments only the tests that they name."""
    with contextlib.ExitStack() as stack:
        python, env = stack.enter_context(workshop())
        tests, failed, others = [python, "-m", "pytest"], [], []
        if not arguments and "MCSYS_TEST_POSTGRES" not in os.environ:  # mostly they wait
            for part in BESIDE:
                apart = beside(*stack.enter_context(workshop()), part)
                others.append(stack.enter_context(apart))
        for check in [] if arguments else ["ruff check .", "ruff format --check .", "mypy"]:
            say(check)
            if call([python, "-m", *check.split()], env, ROOT):
                failed.append(check)
        code = call([*tests, *(PROGRAMS if others else arguments)], env, ROOT)
        for other in others:
            code = other() or code
    for name in failed:
        say(f"FAILED: {name} (see above)")
    return code or len(failed)


def bench(arguments: Sequence[str]) -> int:
    """Measure, on SQLite and on PostgreSQL over TLS, in real windows."""
    with workshop(durable=True) as (python, env):
        if LINUX:
            env["QT_QPA_PLATFORM"] = "xcb"
        return call([python, "-m", "tests.benchmarks", *arguments], env, ROOT)


def endurance(arguments: Sequence[str]) -> int:
    """Break things and see what is lost; ``mutations``: whether each removed rule is missed."""
    with workshop() as (python, env):
        return call([python, "-m", "tests.endurance", *arguments], env, ROOT)


def build(arguments: Sequence[str]) -> int:
    """Freeze the program and let it test itself."""
    import argparse

    parser = argparse.ArgumentParser("dev.py build", description=build.__doc__)
    parser.add_argument("--python", default=sys.executable, help="the Python that is shipped")
    maker = shutil.which(parser.parse_args(arguments).python) or stop("There is no such Python.")
    packages = missing_libraries() + missing_pip() + missing_programs(PACKAGING_TOOLS)
    install(packages + missing_python_library(maker))
    python = prepare(DEVELOPMENT, BUILD_ENVIRONMENT, maker)
    compile_catalogues(LOCALE)
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    if failed := call([*command, "build_spec/mcsys_desktop.spec"], surroundings(), ROOT):
        return failed
    frozen = ROOT / "dist" / "mcsys-desktop" / ("mcsys-desktop.exe" if WINDOWS else "mcsys-desktop")
    say(f"built {frozen}; it tests itself now")
    screen = {} if has_display() else {"QT_QPA_PLATFORM": "offscreen"}
    return call([str(frozen), "self-test"], os.environ | screen)


def translate(arguments: Sequence[str]) -> int:
    """Collect the texts of the source and bring every catalogue up to date."""
    if arguments:
        stop("translate takes no arguments.")
    install([] if is_prepared(DEVELOPMENT) else missing_pip())
    babel = [prepare(DEVELOPMENT), "-m", "babel.messages.frontend", "-q"]
    template = str(LOCALE / "mcsys.pot")
    extract = [*babel, "extract", "-k", "_ N_ ngettext:1,2", "--no-wrap", "--omit-header"]
    extract += ["--sort-by-file", "--add-location=file", "-o", template, "mcsys_desktop"]
    update = [*babel, "update", "--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete"]
    update += ["--ignore-pot-creation-date", "-D", "mcsys", "-i", template, "-d", str(LOCALE)]
    failed = call(extract, surroundings(), ROOT) or call(update, surroundings(), ROOT)
    compile_catalogues(LOCALE)
    return failed


VERBS = {verb.__name__: verb for verb in (run, test, bench, endurance, build, translate)}


def main(arguments: Sequence[str]) -> int:
    """Do what the first word says; ``run`` where there is none."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what older ones start
        stop("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    word, *rest = arguments or ["run"]
    if word not in VERBS:
        say(__doc__)
        return 0 if word in ("-h", "--help", "help") else 2
    for number in [signal.SIGTERM] if WINDOWS else [signal.SIGTERM, signal.SIGHUP]:
        if signal.getsignal(number) == signal.SIG_DFL:  # nohup ignores what a closed terminal sends
            signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    try:
        return VERBS[word](rest)
    except KeyboardInterrupt:
        return 130
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        stop(str(error))  # a full disk, a folder of somebody else, a server that does not start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
