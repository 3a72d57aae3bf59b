"""What the program keeps and shows of its errors holds no name, no number and no secret.

Each provocation is an error that repeats what it was given. It goes every way that an error can go:
into the log as an error and as an argument, to the crash window and its clipboard, to the file that
is written while no log is open, to standard error, and to what a start tells of the last fault.
"""

import logging
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import last_words, logs, masking, reports, traces
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.ui.crash import CrashDialog, CrashHandler
from tests.conftest import Office
from tests.leaks.canaries import EVERYTHING, NAME, found_in
from tests.leaks.provoking import IN_AN_OFFICE, PLAIN, Provocation

ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger("mcsys_desktop.test")


@pytest.fixture
def handler(qapp: QApplication) -> Iterator[CrashHandler]:
    handler = CrashHandler()
    handler.install()
    yield handler
    handler.remove()
    for dialog in _dialogs():
        dialog.close()


def _dialogs() -> list[CrashDialog]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()
    ]


def _error(provoke: Provocation, folder: Path) -> BaseException:
    try:
        provoke(folder)
    except Exception as error:
        return error
    raise AssertionError("nothing was provoked")


def everything_told(
    provoke: Provocation,
    folder: Path,
    handler: CrashHandler,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, str]:
    """All that is written and shown of one error, by where it is."""
    monkeypatch.setattr(logging, "lastResort", None)  # as the program does
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # pytest's own keep the messages
    written = logs.Logs(Profile(folder / "profile"))
    before = logging.getLogger().level
    written.start()
    try:
        (folder / "work").mkdir()
        error = _error(provoke, folder / "work")
        try:
            raise error
        except Exception:
            log.exception("it failed")
        log.error("it failed: %s, %s", error, traces.describe(error))
        handler.catch(error)
        QApplication.processEvents()
        sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=lambda: (_ for _ in ()).throw(error))
        thread.start()
        thread.join()
        QApplication.processEvents()
        shown = ""
        for dialog in _dialogs():
            dialog.copy()
            text = dialog.findChild(QPlainTextEdit)
            assert text is not None
            shown += text.toPlainText() + QGuiApplication.clipboard().text()
        QGuiApplication.clipboard().clear()
    finally:
        written.stop()
        logging.getLogger().setLevel(before)
    logs.note(folder / "closed", error)
    last_words.tell(error)
    told = "\n".join(file.read_text("utf-8") for file in folder.rglob("mcsys.log*"))
    return {
        "log": told,
        "window and clipboard": shown,
        "report": reports.report(error) + traces.trace(error),
        "standard error": "".join(capfd.readouterr()),
    }


@pytest.mark.parametrize("name", PLAIN)
def test_no_error_tells_what_it_was_given(
    name: str,
    tmp_path: Path,
    handler: CrashHandler,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = everything_told(PLAIN[name], tmp_path, handler, capfd, monkeypatch)
    assert {where: found for where, text in told.items() if (found := found_in(text))} == {}
    assert "it failed" in told["log"]
    assert "provoking.py" in told["log"]
    assert "provoking.py" in told["standard error"]


@pytest.mark.parametrize("name", IN_AN_OFFICE)
def test_no_error_of_an_office_tells_what_it_was_given(
    name: str,
    db: Office,
    tmp_path: Path,
    handler: CrashHandler,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "leaks"
    folder.mkdir()
    told = everything_told(IN_AN_OFFICE[name], folder, handler, capfd, monkeypatch)
    assert {where: found for where, text in told.items() if (found := found_in(text))} == {}
    assert "provoking.py" in told["log"]


def test_there_are_enough_of_them() -> None:
    assert len(PLAIN) + 2 * len(IN_AN_OFFICE) >= 40


def test_every_error_does_repeat_what_it_was_given(tmp_path: Path) -> None:
    """Otherwise these tests could not fail."""
    silent = []
    for number, (name, provoke) in enumerate(PLAIN.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        error = _error(provoke, folder)
        whole = traceback.TracebackException.from_exception(error, capture_locals=True)
        said = "".join(whole.format()) + repr(error.args)
        if not found_in(said):
            silent.append(name)
    assert silent == []


@pytest.mark.parametrize("part", EVERYTHING.text.split(" "))
def test_the_second_net_catches_what_has_a_form(part: str) -> None:
    text = masking.scrub(f"said of {part}: and so on, key={part} in /home/{NAME}/log")
    assert text.startswith("said of ")
    assert NAME not in text.partition("key=")[2]
    assert found_in(masking.scrub(f"password={part}")) == []


def test_a_warning_and_a_line_that_cannot_be_written_tell_only_their_places(
    tmp_path: Path,
) -> None:
    program = (
        "import logging, pathlib, sys, warnings\n"
        "from mcsys_desktop.core import last_words, logs, profile\n"
        "last_words.install()\n"
        "written = logs.Logs(profile.Profile(pathlib.Path(sys.argv[1])))\n"
        "written.start()\n"
        "warnings.warn(sys.argv[2], stacklevel=1)\n"
        "logging.getLogger('mcsys_desktop').error('%s %d', sys.argv[2])\n"
        "written.stop()\n"
        "int(sys.argv[2])\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), EVERYTHING.text]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    told = Profile(tmp_path).log.read_text("utf-8")

    assert ended.returncode == 1
    assert found_in(ended.stdout + ended.stderr + told) == []
    assert "UserWarning at" in told
    assert "could not be written: " in told
    assert "ValueError" in ended.stderr


def test_what_another_handler_left_in_a_line_is_not_taken_over(tmp_path: Path) -> None:
    written = logs.Logs(Profile(tmp_path))
    record = logging.makeLogRecord({"name": "mcsys_desktop.test", "msg": "it failed"})
    record.exc_text = record.stack_info = EVERYTHING.text
    written.handler.emit(record)
    written.stop()
    told = Profile(tmp_path).log.read_text("utf-8")
    assert "it failed" in told
    assert found_in(told) == []


def test_a_fault_file_that_somebody_else_wrote_to_is_not_repeated() -> None:
    fault = (
        "Fatal Python error: Segmentation fault\n\n"
        "Current thread 0x00007f (most recent call first):\n"
        f'  File "/home/{NAME}/mcsys_desktop/ui/work.py", line 12 in run\n'
        f'  File "C:\\Users\\{NAME}\\x.py", line 3 in <module>\n  ...\n{EVERYTHING.text}\n'
    )
    told = reports.fault_report(fault)
    assert found_in(told) == []
    assert "Segmentation fault" in told
    assert "mcsys_desktop/ui/work.py:12 in run" in told
    assert "x.py:3 in <module>" in told


def test_the_second_net_takes_no_time() -> None:
    for sign in ("a", "1 ", "@", "a@", "://", "?a=", "password=", "/home/", "GET ", "A1+", "-"):
        began = time.perf_counter()
        masking.scrub(sign * (100_000 // len(sign)))
        assert time.perf_counter() - began < 1, sign
