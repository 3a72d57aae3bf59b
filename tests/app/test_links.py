"""A link that was clicked: by the program that runs, and by the one that it starts."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import profile as profiles
from mcsys_desktop.ui.callers.call import Stage
from mcsys_desktop.ui.single_instance import SingleInstance, name_of
from tests.app.conftest import StartProgram
from tests.conftest import Office

ROOT = Path(__file__).parents[2]


def test_the_program_that_runs_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    folder = profiles.find(tmp_path).folder
    running = SingleInstance()
    assert running.claim(name_of(folder, ""))
    try:
        with qtbot.waitSignal(running.message, timeout=60_000) as told:
            clicked = subprocess.Popen(
                [sys.executable, "-m", "mcsys_desktop", "--profile", folder, "tel:06-12345678"],
                cwd=ROOT,
            )
        assert told.args == [{"ring": "+31612345678"}]
        qtbot.waitUntil(lambda: clicked.poll() is not None, timeout=60_000)
        assert clicked.returncode == 0
    finally:
        running.release()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_the_program_that_it_starts_rings_once_the_office_is_open(
    office: Office, start_program: StartProgram, qtbot: QtBot
) -> None:
    program = start_program(office.url, number="+31612345678")
    assert program.screens is not None
    desk = program.screens.desk
    qtbot.waitUntil(lambda: desk.shown is not None)
    assert desk.shown is not None
    assert desk.shown.number.e164 == "+31612345678"
    assert desk.shown.stage is Stage.RINGING
