"""A whole program in a test: a real window, a real office, real threads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.start import Start, dress, make_window
from mcsys_desktop.core import i18n
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import offices
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.app.locked import PASSWORD, PIN, locking
from tests.conftest import Office

StartProgram = Callable[..., Program]


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """The language is the program's, not the test's."""
    spoken = i18n.language()
    yield
    i18n.use(spoken)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """An empty profile folder."""
    folder = tmp_path / "profile"
    folder.mkdir()
    return Profile(folder)


@pytest.fixture
def start_program(qapp: QApplication, qtbot: QtBot, profile: Profile) -> Iterator[StartProgram]:
    """Start the program as the command line does, without giving it the event loop."""
    running: list[Program] = []

    def start(
        url: str = "",
        *,
        password_file: Path | None = None,
        settings: Settings | None = None,
        entered: bool = True,
        remember: bool = True,
        number: str = "",
    ) -> Program:
        chosen = settings or Settings(language="en")
        dress(chosen)
        window = make_window(chosen)
        program = Program(
            Start(profile, url, password_file, remember, number=number),
            chosen,
            window,
            SingleInstance(window),
            CrashHandler(window),
        )
        running.append(program)
        with qtbot.waitSignal(window.first_painted):
            window.show()
        program.begin()
        if entered:
            qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
            window.show_page("customers")  # what most of the tests work with
        return program

    yield start
    for program in running:
        program.leaving.agree()
        program.window.close()
        program.end()
        shiboken6.delete(program.window)


@pytest.fixture
def program(office: Office, profile: Profile, start_program: StartProgram) -> Program:
    """The program with a fresh office open, on either engine."""
    return start_program(office.url, password_file=password_file(office, profile))


def password_file(office: Office, profile: Profile) -> Path | None:
    """A file with the password of the office, if it has one."""
    if not office.password:
        return None
    file = profile.folder / "password"
    file.write_text(office.password + "\n")
    return file


@pytest.fixture
def keyed(tmp_path: Path, profile: Profile, start_program: StartProgram, qtbot: QtBot) -> Program:
    """The program with an office open that has a password."""
    made = offices.create_file(tmp_path / "kantoor.db", "Sanne Vis", PASSWORD)
    file = profile.folder / "password"
    file.write_text(PASSWORD + "\n")
    program = start_program(made.url, password_file=file)
    qtbot.waitUntil(lambda: locking(program).pin.asks_password)
    return program


@pytest.fixture
def plain(office: Office, start_program: StartProgram, qtbot: QtBot) -> Program:
    """The program with an office in a file that asks nothing."""
    program = start_program(office.url)
    qtbot.waitUntil(lambda: not locking(program).pin.asks_password)
    return program


@pytest.fixture
def with_pin(keyed: Program, profile: Profile) -> Program:
    assert keyed.office is not None
    locking(keyed).pin._pins.set(keyed.office.url, PIN)
    return keyed
